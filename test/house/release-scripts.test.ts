import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repoCommand } from '#adapters/node-runtime.js';
import { type ReleaseFolder, releaseFolder } from '../setup/release-folder.js';

/** The scripts of a release, with stand-ins for the programs that would reach the outside. */
const sha = (digit: string) => `sha256:${digit.repeat(64)}`;

let here: ReleaseFolder;
beforeEach(async () => {
  here = await releaseFolder();
});
afterEach(() => here.close());

const run: ReleaseFolder['run'] = (...args) => here.run(...args);
const program = (name: string, text: string) => here.program(name, text);
const logged = () => here.logged();
const url = () => here.url;

describe('tools/smoke.sh', () => {
  it('passes a system that is ready, describes itself and lets no stranger in', async () => {
    const { code, output } = await run(['tools/smoke.sh', url()]);
    expect(code, output).toBe(0);
    expect(output).toContain('smoke: /auth/sign-in answered 401');
  });

  it('fails one that is not, and shows the answer', async () => {
    here.well = false;
    const { code, output } = await run(['tools/smoke.sh', url()]);
    expect(code).toBe(1);
    expect(output).toContain('/readyz answered 503 instead of 200');
  });

  it('asks below each path of functions, which have nobody who is ready for all', async () => {
    const { code, output } = await run(['tools/smoke.sh', url(), '/auth', '/orders']);
    expect(code, output).toBe(0);
    expect(here.asked).toEqual(['/auth', '/orders', '/auth/sign-in']);
    here.well = false;
    const ill = await run(['tools/smoke.sh', url(), '/orders']);
    expect(ill.code).toBe(1);
    expect(ill.output).toContain('/orders answered 503 instead of [234]??');
  });

  it('fails where nobody listens', async () => {
    const { code, output } = await run(['tools/smoke.sh', 'http://127.0.0.1:1']);
    expect(code).toBe(1);
    expect(output).toContain('answered 000 instead of 200');
  });
});

describe('deploy/image.sh, sign.sh and signed-digests.sh', () => {
  const env = { REGISTRY: 'registry.example.com/acme', RELEASE: 'abc123' };

  beforeEach(() => {
    program(
      'docker',
      `#!/bin/sh\necho "docker $* epoch=\${SOURCE_DATE_EPOCH:-}" >> "$LOG"\ncase "$*" in *inspect*) echo "${sha('d')}" ;; esac\n`,
    );
    program(
      'cosign',
      '#!/bin/sh\necho "cosign $*" >> "$LOG"\ncase "$*" in *forged*) exit 1 ;; esac\n',
    );
    program('git', '#!/bin/sh\necho 1700000000\n');
  });

  it('builds with the time of the commit, for one app', async () => {
    const { code, output } = await run(
      ['deploy/image.sh', 'build', 'shop-orders', 'app', 'orders'],
      env,
    );
    expect(code, output).toBe(0);
    const build = logged().at(-1);
    expect(build).toContain('--target app --build-arg APP=orders');
    expect(build).toContain('rewrite-timestamp=true');
    expect(build).toContain('--tag registry.example.com/acme/shop-orders:abc123 .');
    expect(build).toContain('epoch=1700000000');
  });

  it('gives an unchanged image its new name without building', async () => {
    await run(['deploy/image.sh', 'carry', 'shop', 'before1'], env);
    expect(logged()).toEqual([
      'docker buildx imagetools create --tag registry.example.com/acme/shop:abc123 registry.example.com/acme/shop:before1 epoch=',
    ]);
  });

  it('prints nothing but the digest of what it pushed', async () => {
    expect(await run(['deploy/image.sh', 'push', 'shop'], env)).toEqual({
      code: 0,
      output: `${sha('d')}\n`,
    });
  });

  it('refuses an unknown command, and to sign a name that can move', async () => {
    expect((await run(['deploy/image.sh', 'publish', 'shop'], env)).code).toBe(2);
    expect((await run(['deploy/sign.sh', 'shop:latest', 'sbom.json'], env)).code).toBe(2);
  });

  it('signs the image and what is inside', async () => {
    await run(['deploy/sign.sh', `shop@${sha('d')}`, 'sbom.json'], env);
    expect(logged()).toEqual([
      `cosign sign --yes shop@${sha('d')}`,
      `cosign attest --yes --type spdxjson --predicate sbom.json shop@${sha('d')}`,
    ]);
  });

  it('lists digests that this CI signed, and stops at the first other one', async () => {
    const who = ['--certificate-identity', 'us'];
    const all = await run(['deploy/signed-digests.sh', ...who], env, 'shop\nshop-migrate\n');
    expect(all).toEqual({ code: 0, output: `shop=${sha('d')}\nshop-migrate=${sha('d')}\n` });
    expect(logged().filter((line) => line.startsWith('cosign'))[0]).toBe(
      `cosign verify --certificate-identity us registry.example.com/acme/shop@${sha('d')}`,
    );
    const forged = await run(['deploy/signed-digests.sh', ...who], env, 'forged\nshop\n');
    expect(forged.code).toBe(1);
    expect(forged.output).not.toContain('shop=');
  });
});

describe('deploy/k8s/rollout.sh', () => {
  beforeEach(() => {
    mkdirSync(join(here.folder, 'deploy/k8s/overlays/dev'), { recursive: true });
    writeFileSync(
      join(here.folder, 'deploy/k8s/overlays/dev/kustomization.yaml'),
      'namespace: shop-dev\n',
    );
    writeFileSync(
      join(here.folder, 'deploy/k8s/deploy.sh'),
      '#!/bin/sh\necho "deploy.sh $*" >> "$LOG"\nexit "${DEPLOY:-0}"\n',
      { mode: 0o755 },
    );
    program(
      'kubectl',
      '#!/bin/sh\necho "kubectl $*" >> "$LOG"\ncase "$*" in *"get deployment"*) echo deployment/shop ;; esac\n',
    );
  });
  const rollout = (env = {}) =>
    run(['deploy/k8s/rollout.sh', 'dev', 'abc123', 'digests', url()], env);

  it('keeps a release that is well', async () => {
    const { code, output } = await rollout();
    expect(code, output).toBe(0);
    expect(output).toContain('abc123 stays in dev');
    expect(logged()).toEqual(['deploy.sh dev abc123 digests']);
  });

  it('takes one back that answers wrongly', async () => {
    here.well = false;
    const { code, output } = await rollout();
    expect(code, output).toBe(1);
    expect(logged().slice(2)).toEqual([
      'kubectl --namespace shop-dev rollout undo deployment/shop',
      'kubectl --namespace shop-dev rollout status deployment/shop --timeout 6m',
    ]);
  });

  it('does not look at a release that did not come out', async () => {
    const { code } = await rollout({ DEPLOY: '1' });
    expect(code).toBe(1);
    expect(logged()).toEqual(['deploy.sh dev abc123 digests']);
  });
});

/** ECS with one service and one migration; what it is told to do goes wrong is in its environment. */
const AWS = `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const [, command] = process.argv.slice(2);
const input = JSON.parse(process.argv.at(-1));
const path = process.env.LOG + '.state';
const state = existsSync(path) ? JSON.parse(readFileSync(path)) : { running: 'arn:shop:1' };
const log = (line) => appendFileSync(process.env.LOG, line + '\\n');
const answers = {
  'describe-task-definition': () => ({ taskDefinition: { taskDefinitionArn: 'arn', family: input.taskDefinition, revision: 7, status: 'ACTIVE', registeredBy: 'x', cpu: '256',
    containerDefinitions: [{ name: 'app', image: '1.dkr.ecr.eu.amazonaws.com/' + (input.taskDefinition.includes('migrate') ? 'shop-migrate' : 'shop') + ':old', environment: [{ name: 'RELEASE', value: 'old' }, { name: 'A', value: 'b' }] }] } }),
  'register-task-definition': () => {
    if ('revision' in input || 'status' in input) throw new Error('unknown parameter');
    const [one] = input.containerDefinitions;
    log('register ' + input.family + ' ' + one.image.replace(/^.*\\//, '').slice(0, 22) + ' ' + one.environment[0].value);
    return { taskDefinition: { taskDefinitionArn: input.family.includes('migrate') ? 'arn:migrate:8' : 'arn:shop:8' } };
  },
  'run-task': () => { log('run ' + input.taskDefinition + ' ' + JSON.stringify(input.networkConfiguration)); return { tasks: [{ taskArn: 'task' }], failures: [] }; },
  'describe-tasks': () => ({ tasks: [{ lastStatus: 'STOPPED', containers: [{ exitCode: Number(process.env.MIGRATION ?? 0) }] }] }),
  'update-service': () => { log('update ' + input.service + ' ' + input.taskDefinition); state.running = input.taskDefinition; return {}; },
  'describe-services': () => ({ services: [{ serviceName: 'shop', taskDefinition: state.running, networkConfiguration: { awsvpcConfiguration: { subnets: ['a'] } },
    deployments: [{ status: 'PRIMARY', taskDefinition: state.running, rolloutState: state.running === 'arn:shop:8' ? (process.env.ROLLOUT ?? 'COMPLETED') : 'COMPLETED' }] }] }),
};
console.log(JSON.stringify(answers[command]()));
writeFileSync(path, JSON.stringify(state));
`;

describe('infra/release.ts', { timeout: 60_000 }, () => {
  const digests = `shop=${sha('a')}\nshop-migrate=${sha('b')}\n`;

  beforeEach(() => {
    program('aws', AWS);
    const data = { project: 'shop', apps: { shop: {} }, migrations: { shop: {} } };
    writeFileSync(join(here.folder, 'infra/terraform.tfvars.json'), JSON.stringify(data));
    writeFileSync(join(here.folder, 'digests'), digests);
  });
  const release = (env = {}) =>
    run(
      repoCommand(['node', 'infra/release.ts', 'dev', 'abc123', 'digests', url()], process.version)
        .argv,
      env,
    );
  const MIGRATED = [
    'register shop-dev-migrate-shop shop-migrate@sha256:bb abc123',
    'run arn:migrate:8 {"awsvpcConfiguration":{"subnets":["a"]}}',
  ];
  const RELEASED = [
    'register shop-dev-shop shop@sha256:aaaaaaaaaa abc123',
    'update shop arn:shop:8',
  ];

  it('migrates, rolls out by digest, looks, and keeps it', async () => {
    const { code, output } = await release();
    expect(code, output).toBe(0);
    expect(output).toContain('abc123 stays in dev');
    expect(logged()).toEqual([...MIGRATED, ...RELEASED]);
  });

  it('touches no app when a migration fails', async () => {
    const { code, output } = await release({ MIGRATION: '3' });
    expect(code).toBe(1);
    expect(output).toContain('migration shop-dev-migrate-shop ended with 3');
    expect(logged()).toEqual(MIGRATED);
  });

  it('takes back what does not become healthy', async () => {
    const { code } = await release({ ROLLOUT: 'FAILED' });
    expect(code).toBe(1);
    expect(logged()).toEqual([...MIGRATED, ...RELEASED, 'update shop arn:shop:1']);
  });

  it('takes back what is healthy and answers wrongly', async () => {
    here.well = false;
    const { code, output } = await release();
    expect(code).toBe(1);
    expect(output).toContain('back to the release before');
    expect(logged().at(-1)).toBe('update shop arn:shop:1');
  });

  it('releases nothing that the list of digests does not name', async () => {
    writeFileSync(join(here.folder, 'digests'), `shop=${sha('a')}\n`);
    const { code, output } = await release();
    expect(code).toBe(1);
    expect(output).toContain('does not name 1.dkr.ecr.eu.amazonaws.com/shop-migrate');
  });
});
