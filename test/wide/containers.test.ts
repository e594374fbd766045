import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { at } from '../tools/finding.js';
import { buildImage, imageBuild, layersBuiltAnew } from '../tools/image-build.js';
import { exists } from '../tools/program.js';
import { podman, runImage, startImage, terminate } from './container.js';
import {
  freePort,
  type PostgresServer,
  postgresMissing,
  startPostgres,
} from './debian-postgres.js';
import { type Deployed, fromCompose, fromKubernetes } from './deployed-environment.js';
import { type Environment, finish, installed } from './in-repo.js';

const TOKEN = 'a'.repeat(32);

async function missing(): Promise<string | null> {
  for (const tool of ['podman', 'runc']) {
    if (!(await exists(tool))) return `${tool} is not on the PATH`;
  }
  return (await imageBuild.missing()) ?? (await postgresMissing());
}

const at127 = (server: PostgresServer, user: string, database: string) =>
  `postgres://${user}:loopback@127.0.0.1:${server.port}/${database}`;

/** What the database container of the compose file does on its first start. */
async function prepareServer(repo: string, server: PostgresServer): Promise<void> {
  const compose: unknown = parse(readFileSync(join(repo, 'deploy/compose.yaml'), 'utf8'));
  const setting = (key: string) =>
    String(at(compose, 'services', 'postgres', 'environment', key) ?? '');
  const names = ['APP_DATABASES', 'BROKER_DATABASE'].map((key) => [key, setting(key)] as const);
  const where = { PGHOST: '127.0.0.1', PGPORT: String(server.port), APP_DB_PASSWORD: 'loopback' };
  const env = { ...where, ...Object.fromEntries(names) };
  const { code, output } = await finish({
    cwd: repo,
    argv: ['sh', 'deploy/postgres/init.sh'],
    env,
  });
  expect(code, output).toBe(0);
}

/** Runs the migration image for each database, twice: the second time there is nothing to do. */
async function migrateAll(repo: string, server: PostgresServer): Promise<void> {
  const { tag, code, output } = await buildImage({ repo, target: 'migrate', app: 'shared' });
  expect(code, output).toBe(0);
  for (const { app, env } of fromCompose(repo).filter(({ job }) => job)) {
    const database = app.replace(/^migrate-/, '').replaceAll('-', '_');
    const urls = {
      MIGRATE_DATABASE_URL: at127(server, 'postgres', database),
      DATABASE_URL: at127(server, 'app', database),
    };
    const given = { ...urls, ...(typeof env['APP'] === 'string' ? { APP: env['APP'] } : {}) };
    const first = await runImage(tag, given);
    expect(first.code, first.output).toBe(0);
    expect(first.output).toContain('applied:');
    expect((await runImage(tag, given)).output).toContain('nothing to migrate');
  }
}

/** The environment of the manifests, with real values for references and with this machine's addresses. */
function localised(
  { app, env }: Deployed,
  server: PostgresServer,
  ports: ReadonlyMap<string, number>,
  key: string,
): Environment {
  const database = ports.size === 1 ? 'shop' : app.replaceAll('-', '_');
  const entrance = ports.get('gateway') ?? ports.get(app);
  const given: Environment = {
    DATABASE_URL: at127(server, 'app', database),
    BROKER_URL: at127(server, 'app', 'broker'),
    AUTH_PRIVATE_JWK: key,
    SERVICE_SECRET: 's'.repeat(64),
    ADMIN_SETUP_TOKEN: TOKEN,
    AUTH_ISSUER: `http://127.0.0.1:${entrance}`,
    RELEASE: '1.2.3',
  };
  const moved = (text: string) =>
    text.replace(/\/\/([\w-]+):3000/, (_, host: string) => {
      const port = ports.get(host === 'localhost' ? app : host);
      return `//127.0.0.1:${port}`;
    });
  const values = Object.entries(env).map(([name, value]) => [
    name,
    moved(value ?? given[name] ?? ''),
  ]);
  // The suite signs many people in from one address, and all apps share this machine's ports.
  const here = {
    HOST: '127.0.0.1',
    PORT: String(ports.get(app)),
    METRICS_PORT: '',
    RATE_LIMIT_ATTEMPTS_PER_ADDRESS: '1000000/60',
    RATE_LIMIT_ATTEMPTS_PER_ACCOUNT: '1000000/60',
    RATE_LIMIT_WRITES: '1000000/60',
  };
  return { ...Object.fromEntries(values), ...here };
}

async function ready(url: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} is not ready`);
}

/** What a container must not be able to do, tried inside it. */
async function locked(id: string): Promise<void> {
  const inside = (script: string) => podman('exec', id, 'sh', '-c', script);
  expect((await inside('id -u')).output.trim()).toBe('1000');
  expect((await inside('command -v npm npx yarn corepack')).output.trim()).toBe('');
  expect((await inside('ls node_modules')).output).not.toMatch(/^(esbuild|oxlint|typescript)$/m);
  expect(
    (await inside('node -p "v8.getHeapStatistics().heap_size_limit / 2 ** 20"')).output,
  ).toMatch(/^19[0-9]/);
  expect((await inside('touch /app/x')).output).toMatch(/Read-only file system|Permission denied/);
  expect((await inside('touch /x /etc/x /usr/x')).code).not.toBe(0);
  expect((await inside('touch /tmp/x')).code).toBe(0);
  const healthy = await podman('exec', id, 'node', 'healthcheck.mjs', '/readyz');
  expect(healthy.code, healthy.output).toBe(0);
  expect((await podman('exec', id, 'node', 'healthcheck.mjs', '/nothing')).code).toBe(1);
}

/** What our layers add to the base, which every image shares. */
async function imageSizes(apps: readonly string[]): Promise<string> {
  const sizeOf = async (tag: string) => {
    const { output } = await podman('image', 'inspect', '--format', '{{.Size}}', tag);
    return Number(/^\d+$/m.exec(output)?.[0] ?? Number.NaN);
  };
  const base = await sizeOf('docker.io/library/node:24-bookworm-slim');
  const own = await Promise.all(apps.map((app) => sizeOf(`localhost/${app}-app:check`)));
  const most = Math.max(...own.map((size) => size - base)) / 1e6;
  expect(most).toBeLessThan(60);
  return `at most ${most.toFixed(0)} MB on a base of ${(base / 1e6).toFixed(0)} MB`;
}

it('the same sources give the same layers', async (context) => {
  const why = await imageBuild.missing();
  context.skip(why !== null, why ?? '');
  const repo = await installed('modular-monolith');
  const first = await layersBuiltAnew(repo, 'shop');
  expect(JSON.parse(first).length).toBeGreaterThan(2);
  expect(await layersBuiltAnew(repo, 'shop')).toBe(first);
});

describe('containers of the generated images', () => {
  it.for(['modular-monolith', 'microservices'] as const)('%s', async (name, context) => {
    const why = await missing();
    context.skip(why !== null, why ?? '');
    const repo = await installed(name);
    const server = await startPostgres();
    const running = new Map<string, string>();
    try {
      await prepareServer(repo, server);
      await migrateAll(repo, server);
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const jwk = JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), kid: 'one' });
      const apps = fromKubernetes(repo).filter(({ job }) => !job);
      const ports = new Map<string, number>();
      for (const { app } of apps) ports.set(app, await freePort());
      for (const one of apps) {
        const { tag, code, output } = await buildImage({ repo, target: 'app', app: one.app });
        expect(code, output).toBe(0);
        running.set(one.app, await startImage(tag, localised(one, server, ports, jwk)));
      }
      const entrance = ports.get('gateway') ?? [...ports.values()][0];
      const url = `http://127.0.0.1:${entrance}`;
      await ready(url);
      for (const id of running.values()) await locked(id);
      const suite = await finish({
        cwd: repo,
        argv: ['node', '--test', 'test/acceptance/*.test.ts'],
        env: { BASE_URL: url, ADMIN_SETUP_TOKEN: TOKEN },
      });
      expect(suite.code, suite.output.slice(-6000)).toBe(0);
      const passed = /^. pass (\d+)$/m.exec(suite.output)?.[1];
      const left = new Map<string, { readonly code: number; readonly ms: number }>();
      for (const [app, id] of running) left.set(app, await terminate(id));
      expect([...left].filter(([, { code }]) => code !== 0)).toEqual([]);
      const slowest = Math.max(...[...left.values()].map(({ ms }) => ms));
      expect(slowest).toBeLessThan(2_000);
      const sizes = await imageSizes([...running.keys()]);
      context.task.meta.figures = `${running.size} containers, ${passed} tests, SIGTERM to exit 0 in at most ${slowest} ms, ${sizes}`;
    } catch (error) {
      for (const [app, id] of running) {
        const { output } = await podman('logs', '--tail', '20', id);
        process.stderr.write(`[${app}]\n${output}\n`);
      }
      throw error;
    } finally {
      for (const id of running.values()) await podman('rm', '--force', id);
      await server.stop();
    }
  });
});
