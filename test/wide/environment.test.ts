import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at, list } from '../tools/finding.js';
import {
  type Deployed,
  fromCompose,
  fromKubernetes,
  fromTerraform,
} from './deployed-environment.js';
import { finish, folderOf, installed } from './in-repo.js';
import { NAMED_REPOS, type RepoId } from './repos.js';

const read = (repo: string, path: string) => readFileSync(join(repo, path), 'utf8');

interface App {
  readonly name: string;
  readonly kind: string;
  readonly modules: readonly unknown[];
}

function appsOf(repo: string): readonly App[] {
  const file: unknown = JSON.parse(read(repo, 'architecture.json'));
  return list(at(file, 'blueprint', 'apps')).map((app) => ({
    name: String(at(app, 'name')),
    kind: String(at(app, 'kind')),
    modules: list(at(app, 'modules')),
  }));
}

const configKeys = (repo: string) =>
  [...read(repo, 'src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((one) => one[1]);

function known(repo: string, { job }: Deployed): ReadonlySet<string | undefined> {
  if (job)
    return new Set([
      'MIGRATE_DATABASE_URL',
      'DATABASE_URL',
      'APP',
      'NODE_OPTIONS',
      'ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK',
    ]);
  const gateway = appsOf(repo).flatMap(({ modules }) => modules);
  const urls = gateway.map((name) => `APP_URL_${String(name).toUpperCase().replaceAll('-', '_')}`);
  // Another value makes another version of a function, whoever reads it.
  return new Set([...configKeys(repo), ...urls, 'NODE_OPTIONS', 'RESTARTS']);
}

/** What the app cannot do without, from its own main.ts. */
function required(repo: string, app: App): readonly string[] {
  const main = read(repo, `src/apps/${app.name}/main.ts`);
  const upstreams = [...main.matchAll(/name: '([\w-]+)', prefixes/g)].map((one) => one[1] ?? '');
  return [
    'AUTH_ISSUER',
    'NODE_ENV',
    ...upstreams.map((name) => `APP_URL_${name.toUpperCase().replaceAll('-', '_')}`),
    ...(main.includes('onPostgres(') ? ['DATABASE_URL'] : []),
    ...(main.includes("messages: 'broker'") || app.kind === 'function' ? ['BROKER_URL'] : []),
    ...(app.modules.includes('auth') && app.name !== 'sweep'
      ? ['AUTH_PRIVATE_JWK', 'ADMIN_SETUP_TOKEN']
      : []),
    ...(app.kind === 'function' ? [] : ['RELEASE', 'SERVICE_SECRET', 'HOST', 'PORT']),
    ...(main.includes('onDynamodb(') ? ['DYNAMODB_TABLE_PREFIX'] : []),
  ];
}

/** Good values for what the files leave to an operator. */
const GIVEN: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://app:x@db:5432/shop',
  BROKER_URL: 'postgres://app:x@db:5432/broker',
  AUTH_PRIVATE_JWK: JSON.stringify(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  ),
  SERVICE_SECRET: 'x'.repeat(32),
  ADMIN_SETUP_TOKEN: 'x'.repeat(32),
  AUTH_ISSUER: 'https://shop.example.com',
  AUTH_JWKS_URL: 'https://shop.example.com/.well-known/jwks.json',
  RELEASE: '1.2.3',
};

async function refusals(id: RepoId, all: readonly Deployed[]): Promise<string> {
  const cwd = await installed(id);
  const cases = all
    .filter(({ job }) => !job)
    .map(({ where, env }) => ({
      where,
      env: Object.fromEntries(
        Object.entries(env).map(([key, value]) => [key, value ?? GIVEN[key]]),
      ),
    }));
  const program = `import { loadConfig } from './src/platform/config.ts';
    for (const { where, env } of ${JSON.stringify(cases)})
      try { loadConfig(env, [], () => '') } catch (error) { console.log(where, error.message) }`;
  const { output } = await finish({ cwd, argv: ['node', '--input-type=module', '-e', program] });
  return output;
}

describe('the environment that the deploy files give', () => {
  it.each(NAMED_REPOS)('%s', async (id, { pattern }) => {
    const repo = folderOf(id);
    const containers =
      pattern === 'serverless' ? [] : [...fromKubernetes(repo), ...fromCompose(repo)];
    const all = [...containers, ...fromTerraform(repo)];
    const findings = all.flatMap((one) => {
      const app = appsOf(repo).find(({ name }) => name === one.app);
      const needs = one.job
        ? ['MIGRATE_DATABASE_URL', 'DATABASE_URL']
        : app
          ? required(repo, app)
          : ['an app'];
      const keys = known(repo, one);
      return [
        ...Object.keys(one.env)
          .filter((key) => !keys.has(key))
          .map((key) => `${one.where}: nobody reads ${key}`),
        ...needs.filter((key) => !(key in one.env)).map((key) => `${one.where}: ${key} is missing`),
      ];
    });
    expect(findings).toEqual([]);
    expect(all.filter(({ job }) => !job).length).toBeGreaterThanOrEqual(appsOf(repo).length);
    expect(await refusals(id, all)).toBe('');
  });
});

describe('the time to drain', () => {
  it.each(NAMED_REPOS.filter(([, { pattern }]) => pattern !== 'serverless'))('%s', (id) => {
    const repo = folderOf(id);
    const limit = Number(
      /DRAIN_LIMIT_MS = ([\d_]+)/
        .exec(read(repo, 'src/platform/process.ts'))?.[1]
        ?.replaceAll('_', ''),
    );
    const usual = Number(
      /DRAIN_DELAY_MS: .*default\((\d+)\)/.exec(read(repo, 'src/platform/config.ts'))?.[1],
    );
    const apps = [...fromKubernetes(repo), ...fromCompose(repo), ...fromTerraform(repo)].filter(
      ({ job }) => !job,
    );
    for (const { where, env, grace } of apps) {
      const needed = (Number(env['DRAIN_DELAY_MS'] ?? usual) + limit) / 1000;
      expect(grace, where).toBeGreaterThan(needed);
    }
  });
});
