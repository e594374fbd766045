import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { k8sStrict } from '../tools/k8s-strict.js';
import { exists, run } from '../tools/program.js';
import { everything, rendered, templatesOfTest } from '../setup/rendered-repo.js';

const processes = PATTERN_IDS.filter((pattern) => pattern !== 'serverless');
const missing = (await exists('kubectl')) ? null : 'kubectl is not on the PATH';
const strictMissing = await k8sStrict.missing();

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubernetes-'));
  const templates = await templatesOfTest();
  for (const pattern of processes) {
    for (const { path, content } of rendered(everything(pattern), templates)) {
      if (!path.startsWith('deploy/k8s/')) continue;
      const target = join(folder, pattern, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.for(processes)(
  'the overlays of %s build, with fields that Kubernetes has',
  async (pattern, { skip }) => {
    skip(strictMissing !== null, strictMissing ?? '');
    expect(await k8sStrict.check(join(folder, pattern))).toEqual([]);
  },
);

describe.skipIf(missing !== null)(`deploy.sh${missing === null ? '' : ` (${missing})`}`, () => {
  let log: string;
  let env: Record<string, string>;

  /** Answers as a cluster would, writes down what it was asked, and renders for real. */
  const fake = (kubectl: string) => `#!/bin/sh
case "$*" in kustomize*) exec '${kubectl}' "$@" ;; esac
echo "$*" | sed 's#--filename [^ ]*#--filename FILE#' >> "$LOG"
case "$*" in
  *"get job/"*) printf '%s' "$JOB_STATE" ;;
  *"get deployment"*) printf 'deployment/shop' ;;
  *"rollout status"*) exit "$ROLLOUT" ;;
  *"apply"*serve) for last; do :; done; cp "$3" "$LOG.yaml" ;;
esac
`;

  beforeEach(async () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    const { output } = await run('which', ['kubectl'], { cwd: '/' });
    writeFileSync(join(bin, 'kubectl'), fake(output.trim()), { mode: 0o755 });
    log = join(bin, 'log');
    env = {
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      LOG: log,
      JOB_STATE: 'SuccessCriteriaMetComplete',
      ROLLOUT: '0',
      POLL_SECONDS: '0',
    };
  });

  const deploy = (...args: string[]) =>
    run('sh', ['deploy/k8s/deploy.sh', ...args], { cwd: join(folder, 'modular-monolith'), env });
  const asked = () => readFileSync(log, 'utf8').trimEnd().split('\n');
  const applied = () => readFileSync(`${log}.yaml`, 'utf8');

  it('migrates before it serves, and names the release everywhere', async () => {
    expect(await deploy('prod', '1.10')).toMatchObject({ code: 0 });
    expect(asked()).toEqual([
      'apply --filename FILE --selector deploy-step notin (serve, once)',
      expect.stringContaining('--namespace shop-prod get job/migrate-1.10 '),
      'apply --filename FILE --selector deploy-step=serve',
      expect.stringContaining('get deployment'),
      '--namespace shop-prod rollout status deployment/shop --timeout 6m',
    ]);
    expect(applied()).toContain('image: registry.example.com/shop:1.10\n');
    expect(applied()).toContain('RELEASE: "1.10"');
    expect(applied()).not.toContain('unreleased');
  });

  it('leaves the apps alone when a migration fails', async () => {
    env['JOB_STATE'] = 'FailureTargetFailed';
    const { code, output } = await deploy('prod', '1.4.2');
    expect(code).toBe(1);
    expect(output).toContain('the apps were not touched');
    expect(asked().some((line) => line.includes('deploy-step=serve'))).toBe(false);
  });

  it('takes a release back that does not become ready', async () => {
    env['ROLLOUT'] = '1';
    expect(await deploy('prod', '1.4.2')).toMatchObject({ code: 1 });
    expect(asked().at(-1)).toBe('--namespace shop-prod rollout undo deployment/shop');
  });

  it('pins images by digest, all of them or none', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const some = join(folder, 'some');
    const all = join(folder, 'all');
    writeFileSync(some, `shop=${digest}\n`);
    writeFileSync(all, `shop=${digest}\nshop-migrate=${digest}\n`);
    expect(await deploy('prod', '1.4.2', all)).toMatchObject({ code: 0 });
    expect(applied().match(/image: .*@sha256:a{64}$/gm)).toHaveLength(2);
    expect(await deploy('prod', '1.4.2', some)).toMatchObject({ code: 2 });
    expect(await deploy('prod', '1.4.2', '/nowhere')).toMatchObject({ code: 2 });
  });

  it.each(['latest', 'unreleased', 'V1', 'a/b', '-1', '1.'])('refuses %s', async (release) => {
    expect(await deploy('prod', release)).toMatchObject({ code: 2 });
  });
});
