import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestFindings } from './k8s-strict.js';
import { packagesMissing } from './packages.js';
import { exists } from './program.js';
import { promtool } from './promtool.js';
import { findMirror } from './terraform.js';
import { catalogFindings, danglingReferences } from './backstage.js';
import { gitlabFindings } from './gitlab-lint.js';
import { actionlintFindings, workflowFindings } from './workflow-lint.js';

const what = (findings: readonly { readonly what: string }[]) => findings.map((one) => one.what);

describe.skipIf(packagesMissing() !== null)('checks that need test/tools/node_modules', () => {
  it('reports a field that Kubernetes does not have, and where it stands', async () => {
    const yaml =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicaz: 2 }\n';
    const found = await manifestFindings(yaml);
    expect(found).toContainEqual({ where: 'Deployment/a.spec.replicaz', what: 'unknown field' });
  });

  it('reports a value of another type', async () => {
    const yaml =
      'apiVersion: v1\nkind: Service\nmetadata: { name: a, labels: { on: true } }\nspec: { ports: [{ port: "80" }] }\n';
    expect(await manifestFindings(yaml)).toEqual([
      { where: 'Service/a.metadata.labels.on', what: 'must be a string' },
      { where: 'Service/a.spec.ports[0].port', what: 'must be a number' },
    ]);
  });

  it('reports a kind that Kubernetes does not have', async () => {
    const found = await manifestFindings('apiVersion: v1\nkind: Servise\nmetadata: { name: a }\n');
    expect(what(found)).toContain('unknown kind (V1Servise)');
  });

  it('reports an entity that Backstage would refuse', async () => {
    const yaml =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: a b }\nspec: { type: service }\n';
    expect(what(await catalogFindings(yaml)).join('\n')).toMatch(/Component\/a b/);
  });

  it('reports a Deployment that is not locked down', async () => {
    const yaml = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec: { template: { spec: { containers: [{ name: a, image: 'a:latest' }] } } }
`;
    expect(what(await manifestFindings(yaml))).toEqual(
      expect.arrayContaining([
        'it may run as root',
        'its file system is writable',
        'no livenessProbe',
        'no NetworkPolicy',
        'image a:latest has no version',
        'nothing is denied by default',
      ]),
    );
  });
});

describe.skipIf(!(await exists('promtool')))('promtool', () => {
  const template = 'templates/features/observability/files';
  /** The feature’s files with one of them changed. */
  const changed = (path: string, from: string, to: string): string => {
    const repo = mkdtempSync(join(tmpdir(), 'observability-'));
    cpSync(template, repo, { recursive: true });
    writeFileSync(join(repo, 'deploy/observability/targets.json'), '[]');
    const file = join(repo, 'deploy/observability', path);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
    return repo;
  };

  it.each([
    ['nothing', 'alerts.yaml', 'severity', 'severity', ''],
    ['a threshold that is not the tested one', 'alerts.yaml', '> 120', '> 1200', 'FAILED'],
    ['a rule that is no PromQL', 'alerts.yaml', 'changes(', 'changez(', 'unknown function'],
    [
      'a panel that is no PromQL',
      'grafana/dashboards/saturation.json',
      'sum by',
      'sum bye',
      'parse',
    ],
    [
      'a field that Prometheus does not have',
      'prometheus.yaml',
      'scrape_configs',
      'scrapes',
      'not found',
    ],
  ])(
    'reports %s',
    async (_, path, from, to, expected) => {
      const repo = changed(path, from, to);
      try {
        const found = what(await promtool.check(repo)).join('\n');
        if (expected === '') expect(found).toBe('');
        else expect(found).toContain(expected);
      } finally {
        rmSync(repo, { recursive: true, force: true });
      }
    },
    180_000,
  );
});

describe('workflowFindings', () => {
  const workflow = (job: object, permissions: object | null = { contents: 'read' }) =>
    what(
      workflowFindings(
        'ci',
        JSON.stringify({
          ...(permissions && { permissions }),
          jobs: { a: { 'timeout-minutes': 5, ...job } },
        }),
      ),
    );
  const pinned = `uses: a/b@${'0'.repeat(40)} # v1.2.3`;

  it('accepts an action that is pinned by commit and version, and a workflow of this repo', () => {
    const jobs = 'jobs: { a: { timeout-minutes: 1, steps: [{ x: 1 }] } }';
    expect(
      workflowFindings('ci', `permissions: {}\n${jobs}\n# ${pinned}\n# uses: ./b.yml\n`),
    ).toEqual([]);
  });

  it('reports an action that is pinned by tag, and a token without stated permissions', () => {
    const text = 'jobs:\n  a:\n    timeout-minutes: 1\n    steps:\n      - uses: a/b@v1\n';
    expect(what(workflowFindings('ci', text))).toEqual([
      'a/b@v1 is not pinned by commit and version',
      'permissions are not stated',
    ]);
  });

  it('reports rights that every job has, and rights without use', () => {
    expect(workflow({}, { contents: 'write' })).toEqual(['every job may write contents']);
    const job = { permissions: { 'id-token': 'write' }, steps: [{ run: 'ls' }] };
    expect(workflow(job)).toEqual(['a may write id-token and has no use for it']);
  });

  it('reports releases that overlap, endless jobs, and expressions in scripts', () => {
    expect(workflow({ environment: 'prod' })).toHaveLength(1);
    expect(workflow({ 'timeout-minutes': undefined })).toEqual(['a may run for six hours']);
    expect(workflow({ steps: [{ run: 'echo ${{ github.head_ref }}' }] })).toHaveLength(1);
  });
});

describe('danglingReferences', () => {
  it('names what a component refers to and nobody describes', () => {
    const system = { kind: 'System', metadata: { name: 'shop' } };
    const spec = { system: 'shop', dependsOn: ['resource:db'], providesApis: ['orders-api'] };
    const component = { kind: 'Component', metadata: { name: 'a' }, spec };
    expect(danglingReferences([system, component])).toEqual(['api:orders-api', 'resource:db']);
  });
});

describe('actionlintFindings', () => {
  const said = (line: string) =>
    what(actionlintFindings('ci.yml', { code: 1, output: `ci.yml:3:9 ${line}\n   3 | x\n` }));

  it('passes on what actionlint says, but not what it is too old for', () => {
    expect(said('unknown input "a"')).toEqual(['unknown input "a"']);
    expect(said('undefined variable "vars". available variables are "env"')).toEqual([]);
    expect(what(actionlintFindings('ci.yml', { code: -1, output: 'crashed' }))).toEqual([
      'crashed',
    ]);
  });
});

describe('gitlabFindings', () => {
  const job = { stage: 'a', image: 'b:1', script: ['c'] };
  const pipeline = (jobs: object, stages = ['a', 'z']) =>
    what(
      gitlabFindings(
        'ci',
        JSON.stringify({ stages, workflow: { rules: [] }, last: { ...job, stage: 'z' }, ...jobs }),
      ),
    );

  it('accepts jobs that are complete and in order', () => {
    expect(pipeline({ '.base': job, one: { extends: '.base', needs: [] } })).toEqual([]);
  });

  it.each([
    ['a stage that is not there', { ...job, stage: 'b' }, 'one: its stage is not in stages'],
    ['a base that is not there', { ...job, extends: '.b' }, 'one: extends .b, which is not there'],
    ['a need that is not there', { ...job, needs: ['two'] }, 'one: needs two, which is not there'],
    [
      'a need that comes later',
      { ...job, needs: [{ job: 'last' }] },
      'one: needs last, which comes later',
    ],
    ['no script', { ...job, script: [] }, 'one: it has no script'],
    ['a floating image', { ...job, image: 'b:latest' }, 'one: its image b:latest has no version'],
    [
      'releases that overlap',
      { ...job, environment: 'prod' },
      'one: it releases, and two of them may overlap',
    ],
    [
      'a token without use',
      { ...job, id_tokens: { A: {} } },
      'one: it gets A and has no use for it',
    ],
    ['a key', { ...job, script: ['aws --key AKIA1'] }, 'one: a key instead of a token'],
  ])('reports %s', (_, one, finding) => {
    expect(pipeline({ first: job, one })).toEqual([finding]);
  });

  it('reports an empty stage', () => {
    expect(pipeline({ first: job }, ['a', 'q', 'z'])).toEqual(['no job is in the stage q']);
  });
});

describe('findMirror', () => {
  it('finds nothing in places that do not exist', () => {
    expect(findMirror(['/nowhere/at/all'])).toBeNull();
  });

  it('names a folder that holds the registry', () => {
    const mirror = findMirror();
    expect(mirror === null || existsSync(`${mirror}/registry.terraform.io`)).toBe(true);
  });
});
