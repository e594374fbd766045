import type { Blueprint } from '#architecture/schema.js';
import { toYaml } from '#render/yaml.js';
import { deliveryOf, TERRAFORM, TOOLS } from './delivery.js';
import { githubRelease } from './github-release.js';
import {
  checkout,
  checkoutAll,
  expression,
  job,
  node,
  packaged,
  uses,
  withVersions,
} from './github-steps.js';
import { type GlueFile, gluedBy } from './glue-file.js';

function check() {
  return job(20, [
    checkout,
    node,
    { run: 'npm ci' },
    { run: 'npm run check' },
    { run: 'npm test' },
  ]);
}

function dependencies() {
  return job(10, [
    checkout,
    node,
    { run: 'npm ci' },
    { run: 'npm audit --omit=dev --audit-level=high' },
    { name: 'Packages are those that their registry signed', run: 'npm audit signatures' },
    { run: 'npm run licences' },
    {
      name: 'No change brings a known vulnerability along',
      if: "github.event_name == 'pull_request'",
      ...uses('review', { 'fail-on-severity': 'high' }),
    },
  ]);
}

function secrets() {
  // The tag, not a digest: the bot adds one where it can reach the registry.
  const scan = `docker run --rm --volume "$PWD:/repo:ro" ${TOOLS.gitleaks} git /repo --redact --no-banner`;
  return job(10, [checkoutAll, { name: 'No secret in any commit', run: scan }]);
}

/** Which images a change touches; only those are built. */
function plan() {
  const list =
    'echo "images=$(node tools/affected.ts --only-changed "$BEFORE")" >> "$GITHUB_OUTPUT"';
  const env = { BEFORE: expression('github.event.pull_request.base.sha') };
  return {
    if: "github.event_name == 'pull_request'",
    outputs: { images: expression('steps.plan.outputs.images') },
    ...job(5, [checkoutAll, node, { id: 'plan', run: list, env }]),
  };
}

function images() {
  const env = {
    IMAGE: expression('matrix.image'),
    TARGET: expression('matrix.target'),
    APP: expression('matrix.app'),
  };
  return {
    needs: 'plan',
    if: "needs.plan.outputs.images != '[]'",
    strategy: {
      'fail-fast': false,
      matrix: { include: expression('fromJSON(needs.plan.outputs.images)') },
    },
    env: { ...env, REGISTRY: 'localhost', RELEASE: expression('github.sha') },
    ...job(20, [
      checkout,
      { run: 'deploy/image.sh build "$IMAGE" "$TARGET" "$APP"' },
      {
        name: 'It runs as an ordinary user',
        run: 'test "$(docker image inspect --format \'{{.Config.User}}\' "$REGISTRY/$IMAGE:$RELEASE")" = 1000:1000',
      },
      uses('scan', {
        image: `localhost/${expression('matrix.image')}:${expression('github.sha')}`,
        'severity-cutoff': 'high',
        'only-fixed': true,
      }),
    ]),
  };
}

function packages() {
  return job(10, packaged);
}

function infra() {
  const version = { terraform_version: TERRAFORM, terraform_wrapper: false };
  return job(20, [checkout, uses('terraform', version), { run: 'infra/check.sh' }]);
}

function manifests() {
  return job(5, [
    checkout,
    ...['dev', 'prod'].map((stage) => ({
      run: `kubectl kustomize deploy/k8s/overlays/${stage} > /dev/null`,
    })),
  ]);
}

function workflow(blueprint: Blueprint) {
  const delivery = deliveryOf(blueprint);
  return {
    name: 'ci',
    on: {
      pull_request: {},
      // release.yml calls it for main; where nothing is released, it runs by itself.
      ...(delivery.target === null ? { push: { branches: ['main'] } } : { workflow_call: {} }),
    },
    permissions: { contents: 'read' },
    concurrency: {
      group: 'ci-${{ github.ref }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    jobs: {
      check: check(),
      dependencies: dependencies(),
      secrets: secrets(),
      ...(delivery.images ? { plan: plan(), image: images() } : {}),
      ...(delivery.functions ? { package: packages() } : {}),
      ...(delivery.terraform ? { infra: infra() } : {}),
      ...(delivery.kubernetes ? { kubernetes: manifests() } : {}),
    },
  };
}

function updates(blueprint: Blueprint) {
  const has = (feature: string) => blueprint.features.includes(feature);
  const schedule = { interval: 'weekly' };
  const cooldown = { 'default-days': 7 };
  const groups = { minor: { 'update-types': ['minor', 'patch'] } };
  const entry = (ecosystem: string, directories: readonly string[]) => ({
    'package-ecosystem': ecosystem,
    directories,
    schedule,
    cooldown,
    groups,
  });
  return {
    version: 2,
    updates: [
      entry('npm', ['/']),
      entry('github-actions', ['/']),
      ...(has('docker')
        ? [entry('docker', ['/deploy']), entry('docker-compose', ['/deploy'])]
        : []),
      ...(has('terraform-aws') ? [entry('terraform', ['/infra', '/infra/modules/*'])] : []),
    ],
  };
}

/** `.github`: what runs on every change, how main is released, and the bot that keeps versions fresh. */
export function githubFiles(blueprint: Blueprint): readonly GlueFile[] {
  const file = gluedBy('github', 'ci-github');
  const release = githubRelease(blueprint);
  const yaml = (value: unknown, heading = '') => withVersions(toYaml(value, heading));
  return [
    file('.github/workflows/ci.yml', yaml(workflow(blueprint))),
    ...(release === null
      ? []
      : [file('.github/workflows/release.yml', yaml(release.workflow, release.heading))]),
    file('.github/dependabot.yml', toYaml(updates(blueprint))),
  ];
}
