import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repoCommand } from '#adapters/node-runtime.js';
import { type ReleaseFolder, releaseFolder } from '../setup/release-folder.js';

/** The release of functions, with stand-ins for AWS and cosign. */
let here: ReleaseFolder;
beforeEach(async () => {
  here = await releaseFolder();
  mkdirSync(join(here.folder, 'dist/packages'), { recursive: true });
  for (const app of ['orders-http', 'orders-messages', 'sweep'])
    writeFileSync(join(here.folder, `dist/packages/${app}.zip`), `zip of ${app}`);
  writeFileSync(join(here.folder, 'dist/packages/sbom.spdx.json'), '{}');
});
afterEach(() => here.close());

/** Three functions whose aliases lead to version 7; what goes wrong is in its environment. */
const LAMBDA = `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const args = process.argv.slice(2);
const [service, command] = args;
const value = (name) => args[args.indexOf(name) + 1];
const app = value('--function-name')?.replace('shop-dev-', '');
const path = process.env.LOG + '.state';
const state = existsSync(path) ? JSON.parse(readFileSync(path)) : {};
const log = (line) => appendFileSync(process.env.LOG, line + '\\n');
const is = (name) => process.env[name] === app;
const answers = {
  'get-alias': () => ({ FunctionVersion: '7' }),
  'get-function-configuration': () => ({
    Version: '7', State: is('INACTIVE') ? 'Failed' : 'Active', StateReason: 'no room in the network', LastUpdateStatus: 'Successful',
    VpcConfig: app === 'sweep' ? undefined : { SubnetIds: ['a'], SecurityGroupIds: ['g'] },
  }),
  'update-function-code': () => {
    const bytes = readFileSync(value('--zip-file').replace('fileb://', ''));
    log('code ' + app + ' ' + bytes);
    state[app] = createHash('sha256').update(is('OTHER_BYTES') ? 'x' : bytes).digest('base64');
    return { CodeSha256: state[app] };
  },
  'publish-version': () => {
    if (value('--code-sha256') !== state[app]) throw new Error('other code');
    return { Version: is('UNCHANGED') ? '7' : '8', Description: value('--description') };
  },
  invoke: () => {
    const payload = JSON.parse(value('--payload'));
    log('call ' + app + ':' + value('--qualifier') + ' ' + (payload.rawPath ?? JSON.stringify(payload)));
    const failed = is('BROKEN');
    writeFileSync(args.at(-1), failed ? '{"errorMessage":"no DATABASE_URL"}' : JSON.stringify({ statusCode: is('ILL') ? 503 : 404 }));
    return failed ? { StatusCode: 200, FunctionError: 'Unhandled' } : { StatusCode: 200 };
  },
  'update-alias': () => {
    const share = JSON.parse(value('--routing-config')).AdditionalVersionWeights;
    log('alias ' + app + ' ' + value('--name') + ' ' + value('--function-version') + ' ' + JSON.stringify(share));
    if (is('REFUSED') && value('--function-version') === process.env.REFUSED_VERSION) throw new Error('AWS says no');
    return {};
  },
  'get-metric-statistics': () => {
    const dimensions = args.filter((one) => one.startsWith('Name=')).map((one) => one.split('Value=')[1]);
    if (!args.includes('--metric-name=Errors') || dimensions[1] !== dimensions[0] + ':live' || dimensions[2] !== '8') throw new Error('wrong metric');
    return { Datapoints: dimensions[0] === 'shop-dev-' + process.env.FAILING ? [{ Sum: 0 }, { Sum: 3 }] : [] };
  },
  'describe-task-definition': () => ({ taskDefinition: { family: 'f', containerDefinitions: [{ image: 'registry/shop-migrate:old' }] } }),
  'register-task-definition': () => ({ taskDefinition: { taskDefinitionArn: 'arn:migrate:8' } }),
  'run-task': () => {
    const { cluster, networkConfiguration } = JSON.parse(value('--cli-input-json'));
    log('migrate in ' + cluster + ' ' + JSON.stringify(networkConfiguration.awsvpcConfiguration));
    return { tasks: [{ taskArn: 'task' }], failures: [] };
  },
  'describe-tasks': () => ({ tasks: [{ lastStatus: 'STOPPED', containers: [{ exitCode: Number(process.env.MIGRATION ?? 0) }] }] }),
};
console.log(JSON.stringify(answers[command]()));
writeFileSync(path, JSON.stringify(state));
`;

describe('infra/release-functions.ts', { timeout: 120_000 }, () => {
  const APPS = {
    'orders-http': { trigger: 'http', paths: ['/orders'] },
    'orders-messages': { trigger: 'messages', paths: [] },
    sweep: { trigger: 'schedule', paths: [] },
  };
  beforeEach(() => {
    here.program('aws', LAMBDA);
    const data = { project: 'shop', apps: APPS, migrations: { shop: {} } };
    writeFileSync(join(here.folder, 'infra/terraform.tfvars.json'), JSON.stringify(data));
    writeFileSync(join(here.folder, 'digests'), `shop-migrate=sha256:${'b'.repeat(64)}\n`);
  });
  const release = (env = {}) =>
    here.run(
      repoCommand(
        ['node', 'infra/release-functions.ts', 'dev', 'abc123', 'digests', here.url],
        process.version,
      ).argv,
      env,
    );

  const each = (line: (app: string) => string) => Object.keys(APPS).map(line);
  const MIGRATED = [
    'migrate in shop-dev-jobs {"subnets":["a"],"securityGroups":["g"],"assignPublicIp":"DISABLED"}',
  ];
  const PUBLISHED = each((app) => `code ${app} zip of ${app}`);
  const CALLED = [
    'call orders-http:8 /orders',
    'call orders-messages:8 {"Records":[]}',
    'call sweep:8 {}',
  ];
  const SHARED = each((app) => `alias ${app} live 7 {"8":0.1}`);
  const PROMOTED = each((app) => `alias ${app} live 8 {}`);
  const BACK = each((app) => `alias ${app} live 7 {}`);

  it('migrates, publishes, calls each version, gives it a share, looks, and gives it all calls', async () => {
    const { code, output } = await release();
    expect(code, output).toBe(0);
    expect(output).toContain('abc123 stays in dev');
    expect(here.logged()).toEqual([...MIGRATED, ...PUBLISHED, ...CALLED, ...SHARED, ...PROMOTED]);
    expect(here.asked).toEqual(['/orders', '/orders']);
  });

  it('touches no function when a migration fails', async () => {
    const { code, output } = await release({ MIGRATION: '3' });
    expect(code).toBe(1);
    expect(output).toContain('migration shop-dev-migrate-shop ended with 3');
    expect(here.logged()).toEqual(MIGRATED);
  });

  it.each([
    ['fails', { BROKEN: 'orders-messages' }, 'answered {"errorMessage":"no DATABASE_URL"}'],
    ['answers 503', { ILL: 'orders-http' }, 'shop-dev-orders-http version 8 answered'],
  ])('gives no call to a version that %s', async (_what, env, said) => {
    const { code, output } = await release(env);
    expect(code).toBe(1);
    expect(output).toContain(said);
    expect(output).toContain('nobody has called it');
    expect(here.logged()).toEqual([...MIGRATED, ...PUBLISHED, ...CALLED]);
  });

  it('takes every function back when one fails calls that it got', async () => {
    const { code, output } = await release({ FAILING: 'sweep' });
    expect(code).toBe(1);
    expect(output).toContain('shop-dev-sweep version 8 failed calls');
    expect(here.logged().slice(-6)).toEqual([...SHARED, ...BACK]);
  });

  it('takes back what answers wrongly at its public address', async () => {
    here.well = false;
    const { code, output } = await release();
    expect(code).toBe(1);
    expect(output).toContain('back to the release before');
    expect(here.logged().slice(-6)).toEqual([...SHARED, ...BACK]);
  });

  it('takes back those that have all calls when another one cannot get them', async () => {
    const { code, output } = await release({ REFUSED: 'sweep', REFUSED_VERSION: '8' });
    expect(code, output).toBe(1);
    expect(here.logged().slice(-6)).toEqual([...PROMOTED, ...BACK]);
  });

  it('puts back every other alias when one cannot be, and says which', async () => {
    here.well = false;
    const { code, output } = await release({ REFUSED: 'orders-http', REFUSED_VERSION: '7' });
    expect(code).toBe(1);
    expect(output).toContain('shop-dev-orders-http could not be put back to version 7');
    expect(here.logged().slice(-3)).toEqual(BACK);
  });

  it('leaves a function alone that did not change', async () => {
    const { code, output } = await release({ UNCHANGED: 'sweep' });
    expect(code, output).toBe(0);
    expect(here.logged().filter((line) => /^(alias|call) sweep/.test(line))).toEqual([]);
  });

  it.each([
    [{ OTHER_BYTES: 'sweep' }, 'shop-dev-sweep got other bytes'],
    [{ INACTIVE: 'sweep' }, 'no room in the network'],
  ])('moves no alias where a version did not come to be: %o', async (env, said) => {
    const { code, output } = await release(env);
    expect(code).toBe(1);
    expect(output).toContain(said);
    expect(here.logged().filter((line) => line.startsWith('alias'))).toEqual([]);
  });
});

/** A bucket that is a folder. */
const S3 = `#!/bin/sh
echo "aws $*" >> "$LOG"
for last; do :; done
case "$*" in
  *--recursive*) mkdir -p "$BUCKET" && cp ./* "$BUCKET" ;;
  *) for from; do case "$from" in s3://*) cp "$BUCKET/$(basename "$from")" "$last" ;; esac; done ;;
esac
`;
/** Signs with the name of whoever runs. */
const COSIGN = `#!/bin/sh
echo "cosign $*" >> "$LOG"
case "$1" in
  sign-blob) sha256sum < sums > sums.sigstore.json ;;
  verify-blob) [ "$2 $3" = "--certificate-identity us" ] && [ "$(sha256sum < sums)" = "$(cat sums.sigstore.json)" ] ;;
esac
`;

describe('infra/packages.sh', () => {
  const bucket = () => join(here.folder, 'bucket');
  const run = (args: readonly string[], release = 'abc123') =>
    here.run(['infra/packages.sh', ...args], {
      PACKAGES: 'acme-packages',
      RELEASE: release,
      BUCKET: bucket(),
    });
  const pull = (release?: string) => run(['pull', '--certificate-identity', 'us'], release);
  const sweep = () => join(here.folder, 'dist/packages/sweep.zip');

  beforeEach(async () => {
    here.program('aws', S3);
    here.program('cosign', COSIGN);
    const { code, output } = await run(['push']);
    expect(code, output).toBe(0);
  });

  it('signs one list of everything, with the release in it, and uploads it', async () => {
    expect(here.logged()).toEqual([
      'cosign sign-blob --yes --bundle sums.sigstore.json sums',
      'aws s3 cp --only-show-errors --recursive . s3://acme-packages/abc123/',
    ]);
    const sums = readFileSync(join(bucket(), 'sums'), 'utf8');
    for (const name of ['./sweep.zip', './orders-http.zip', 'sbom.spdx.json', 'release.txt'])
      expect(sums).toMatch(new RegExp(`^[0-9a-f]{64}  ${name}$`, 'm'));
  });

  it('fetches what was signed, and nothing besides', async () => {
    writeFileSync(join(bucket(), 'more.zip'), 'not signed');
    const { code, output } = await pull();
    expect(code, output).toBe(0);
    expect(readFileSync(sweep(), 'utf8')).toBe('zip of sweep');
    expect(existsSync(join(here.folder, 'dist/packages/more.zip'))).toBe(false);
  });

  it('stops where a package has other bytes than were signed', async () => {
    writeFileSync(join(bucket(), 'sweep.zip'), 'changed');
    const { code, output } = await pull();
    expect(code).toBe(1);
    expect(output).toContain('holds other bytes than were signed');
  });

  it('stops where the list was signed by somebody else, before it fetches a package', async () => {
    const { code, output } = await run(['pull', '--certificate-identity', 'them']);
    expect(code).toBe(1);
    expect(output).toContain("was not signed by this repository's CI");
    expect(existsSync(sweep())).toBe(false);
  });

  it('stops where another release lies under the name of this one', async () => {
    const { code, output } = await pull('def456');
    expect(code).toBe(1);
    expect(output).toContain('holds the release abc123');
  });

  it('refuses another command', async () => {
    expect((await run(['publish'])).code).toBe(2);
  });
});
