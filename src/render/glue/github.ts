import type { Blueprint } from '#architecture/schema.js';
import { toYaml } from '#render/yaml.js';
import { databases, functionApps, processApps } from './deployables.js';
import { type GlueFile, gluedBy } from './glue-file.js';

// Commits of released tags; the bot in dependabot.yml moves both together.
const CHECKOUT = 'actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0';
const SETUP_NODE = 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0';
const SETUP_TERRAFORM =
  'hashicorp/setup-terraform@5e8dbf3c6d9deaf4193ca7a8fb23f2ac83bb6c85 # v4.0.0';

const checkout = { uses: CHECKOUT, with: { 'persist-credentials': false } };

function job(minutes: number, steps: readonly unknown[]) {
  return { 'runs-on': 'ubuntu-latest', 'timeout-minutes': minutes, steps };
}

function check() {
  return job(20, [
    checkout,
    { uses: SETUP_NODE, with: { 'node-version-file': '.nvmrc', cache: 'npm' } },
    { run: 'npm ci' },
    { run: 'npm run check' },
    { run: 'npm test' },
  ]);
}

function images(blueprint: Blueprint) {
  const apps = processApps(blueprint).map((app) => ({ target: 'app', app: app.name }));
  const migrate = databases(blueprint).length > 0 ? [{ target: 'migrate', app: 'migrate' }] : [];
  const build = [
    'docker build --file deploy/Dockerfile --target "$TARGET" --build-arg "APP=$APP"',
    '--tag "$APP:$GITHUB_SHA" .',
  ];
  return {
    strategy: { 'fail-fast': false, matrix: { include: [...apps, ...migrate] } },
    ...job(20, [
      checkout,
      {
        run: build.join(' '),
        env: { TARGET: '${{ matrix.target }}', APP: '${{ matrix.app }}' },
      },
      {
        name: 'The image runs as an ordinary user',
        run: 'test "$(docker image inspect --format \'{{.Config.User}}\' "$APP:$GITHUB_SHA")" = 1000:1000',
        env: { APP: '${{ matrix.app }}' },
      },
    ]),
  };
}

function packages() {
  return job(10, [
    checkout,
    { uses: SETUP_NODE, with: { 'node-version-file': '.nvmrc', cache: 'npm' } },
    { run: 'npm ci' },
    { run: 'npm run build' },
    { run: 'tools/package-functions.sh' },
  ]);
}

function infra() {
  const version = { terraform_version: '1.11.4', terraform_wrapper: false };
  return job(20, [checkout, { uses: SETUP_TERRAFORM, with: version }, { run: 'infra/check.sh' }]);
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
  const has = (feature: string) => blueprint.features.includes(feature);
  const buildsImages =
    has('docker') && (processApps(blueprint).length > 0 || databases(blueprint).length > 0);
  return {
    name: 'ci',
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    concurrency: {
      group: 'ci-${{ github.ref }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    jobs: {
      check: check(),
      ...(buildsImages ? { image: images(blueprint) } : {}),
      ...(functionApps(blueprint).length > 0 ? { package: packages() } : {}),
      ...(has('terraform-aws') ? { infra: infra() } : {}),
      ...(has('k8s-kustomize') ? { kubernetes: manifests() } : {}),
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

/** YAML knows no comment inside a string: the version moves behind the pinned commit. */
function withVersions(yaml: string): string {
  return yaml.replace(/uses: "([^"#]+) (# v[\d.]+)"/g, 'uses: $1 $2');
}

/** `.github`: what runs on every push, and the bot that keeps versions fresh. */
export function githubFiles(blueprint: Blueprint): readonly GlueFile[] {
  const file = gluedBy('github', 'ci-github');
  return [
    file('.github/workflows/ci.yml', withVersions(toYaml(workflow(blueprint)))),
    file('.github/dependabot.yml', toYaml(updates(blueprint))),
  ];
}
