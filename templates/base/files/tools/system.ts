import type { ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '#platform/migrate.ts';
import { end, launch } from './child.ts';
import { freePort, startEmbeddedPostgres } from './embedded-postgres.ts';
import { readEnvFile } from './env-file.ts';

/** Starts every app of this repository on this machine, with a database and a broker of its own if none is named. */
export interface SystemOptions {
  readonly root: string;
  /** Where the public door listens; 0 takes any free port. */
  readonly port: number;
  /** Where the embedded database keeps its data. */
  readonly data: string;
  /** False trades safety against a power cut for speed: for tests. */
  readonly durable: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly output: (app: string, line: string) => void;
}

export interface RunningSystem {
  readonly url: string;
  readonly adminSetupToken: string;
  readonly databaseUrl: (app: string) => string;
  /** The same database as the app itself logs in to it. */
  readonly loginUrl: (app: string) => string;
  readonly apps: readonly string[];
  /** The app that a module's routes, subscriptions and outbox run in. */
  readonly hostOf: (module: string) => string;
  readonly publicApp: string;
  /** Where one app listens: on this machine only, behind the public door. */
  readonly urlOf: (app: string) => string;
  /** Ends one app at once, as a crash would. */
  kill(app: string): Promise<void>;
  /** Asks one app to drain and leave; returns its exit code. */
  terminate(app: string): Promise<number | null>;
  /** Starts an app again; `env` wins over what it had, from now on. */
  start(app: string, env?: NodeJS.ProcessEnv): Promise<void>;
  /** What an app was started with, secrets included. */
  environmentOf(app: string): NodeJS.ProcessEnv;
  pidOf(app: string): number;
  /** Runs an app once more, at an address of its own; absent where functions run in one local host. */
  readonly startAnother?: (app: string) => Promise<Instance>;
  stop(): Promise<void>;
}

export interface Instance {
  readonly url: string;
  terminate(): Promise<number | null>;
}

/** For tests, which sign many people in from one address: no limits, and hashes that cost little. */
export const FOR_TESTS = {
  NODE_ENV: 'test',
  RATE_LIMIT_ATTEMPTS_PER_ADDRESS: '1000000/60',
  RATE_LIMIT_ATTEMPTS_PER_ACCOUNT: '1000000/60',
  RATE_LIMIT_WRITES: '1000000/60',
};

interface AppSpec {
  readonly name: string;
  readonly kind: 'process' | 'gateway' | 'function';
  readonly modules: readonly string[];
}

/** Functions run together in one local host; every other app is a process of its own. */
const FUNCTIONS = 'functions';

export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const architecture = JSON.parse(readFileSync(join(options.root, 'architecture.json'), 'utf8'));
  const specs: readonly AppSpec[] = architecture.blueprint.apps;
  const hosts = hostsOf(specs);
  const env = { ...withSecrets(readEnvFile(options.root)), ...serversNamed(), ...options.env };
  const publicPort = await freePort(options.port);
  const database = await openDatabase(options, env, hosts);
  await prepareDynamodb(options.root, architecture.blueprint.modules, { ...process.env, ...env });
  const publicApp = hosts.find(({ kind }) => kind !== 'process')?.name ?? hosts[0]?.name ?? '';
  const ports = new Map<string, number>();
  for (const { name } of hosts) ports.set(name, name === publicApp ? publicPort : await freePort());
  const url = `http://127.0.0.1:${ports.get(publicApp)}`;
  const children = new Map<string, ChildProcess>();

  const changed = new Map<string, NodeJS.ProcessEnv>();
  const environmentOf = (name: string): NodeJS.ProcessEnv => {
    const host = hosts.find((candidate) => candidate.name === name);
    if (!host) throw new Error(`There is no app ${name}`);
    return {
      // A relay holds a connection for each module.
      DATABASE_POOL_MAX: String(Math.max(20, host.modules.length + 5)),
      ...env,
      ...appEnv(host, hosts, ports, url, env),
      // Only the gateway, or whoever starts this, stands in front of an app.
      ...(name !== publicApp && { TRUSTED_PROXIES: 'loopback' }),
      ...database.env(name),
      PORT: String(ports.get(name)),
      HOST: '127.0.0.1',
      ...(!host.modules.includes('auth') && { AUTH_PRIVATE_JWK: '', AUTH_PUBLIC_JWKS: '' }),
      ...changed.get(name),
    };
  };
  const run = (name: string, port: number): Promise<ChildProcess> => {
    const childEnv = { ...process.env, ...environmentOf(name), PORT: String(port) };
    return launch(name, join(options.root, mainOf(hosts, name)), childEnv, options.output);
  };
  const start = async (name: string, changes: NodeJS.ProcessEnv = {}): Promise<void> => {
    changed.set(name, { ...changed.get(name), ...changes });
    children.set(name, await run(name, ports.get(name) ?? 0));
  };
  const more: ChildProcess[] = [];
  const startAnother = async (name: string): Promise<Instance> => {
    const port = await freePort();
    const child = await run(name, port);
    more.push(child);
    return { url: `http://127.0.0.1:${port}`, terminate: () => end(child, 'SIGTERM') };
  };
  const stop = async () => {
    // The public door closes first, so that nothing new comes in.
    await end(children.get(publicApp), 'SIGTERM');
    await Promise.all([...children.values(), ...more].map((child) => end(child, 'SIGTERM')));
    await database.stop();
  };
  const started = await Promise.allSettled(hosts.map(({ name }) => start(name)));
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    // Those that are up leave before their database does.
    await stop();
    throw failed.reason;
  }
  return {
    url,
    adminSetupToken: env['ADMIN_SETUP_TOKEN'] ?? '',
    databaseUrl: database.ownerUrl,
    loginUrl: database.loginUrl,
    apps: hosts.map(({ name }) => name),
    hostOf: (module) => hosts.find(({ modules }) => modules.includes(module))?.name ?? publicApp,
    publicApp,
    urlOf: (name) => `http://127.0.0.1:${ports.get(name)}`,
    kill: async (name) => void (await end(children.get(name), 'SIGKILL')),
    terminate: (name) => end(children.get(name), 'SIGTERM'),
    start,
    environmentOf,
    pidOf: (name) => children.get(name)?.pid ?? 0,
    ...(publicApp !== FUNCTIONS && { startAnother }),
    stop,
  };
}

function mainOf(hosts: ReturnType<typeof hostsOf>, name: string): string {
  return hosts.find((host) => host.name === name)?.main ?? '';
}

function hostsOf(specs: readonly AppSpec[]) {
  const processes = specs
    .filter(({ kind }) => kind !== 'function')
    .map(({ name, kind, modules }) => ({ name, kind, modules, main: `src/apps/${name}/main.ts` }));
  const functions = specs.filter(({ kind }) => kind === 'function');
  if (functions.length === 0) return processes;
  const modules = [...new Set(functions.flatMap((spec) => spec.modules))];
  return [
    ...processes,
    { name: FUNCTIONS, kind: 'function' as const, modules, main: 'tools/functions-host.ts' },
  ];
}

function appEnv(
  host: { name: string; modules: readonly string[] },
  hosts: ReturnType<typeof hostsOf>,
  ports: ReadonlyMap<string, number>,
  url: string,
  given: NodeJS.ProcessEnv,
) {
  const elsewhere = given['AUTH_JWKS_URL'];
  const env: Record<string, string> = { RELEASE: 'local' };
  // Tokens of an identity provider carry its name, not ours.
  if (!elsewhere) env['AUTH_ISSUER'] = url;
  for (const { name, modules } of hosts) {
    for (const module of modules)
      env[`APP_URL_${module.replaceAll('-', '_').toUpperCase()}`] =
        `http://127.0.0.1:${ports.get(name)}`;
  }
  if (!elsewhere && !host.modules.includes('auth'))
    env['AUTH_JWKS_URL'] = `${env['APP_URL_AUTH']}/.well-known/jwks.json`;
  return env;
}

async function openDatabase(
  options: SystemOptions,
  env: NodeJS.ProcessEnv,
  hosts: ReturnType<typeof hostsOf>,
) {
  const given = env['DATABASE_URL'] || undefined;
  const owner = env['MIGRATE_DATABASE_URL'] || undefined;
  if (given && !owner)
    throw new Error(
      'DATABASE_URL is set, so MIGRATE_DATABASE_URL (the owner of the tables) is needed too',
    );
  const embedded = given ? null : await startEmbeddedPostgres(options.data, options.durable);
  try {
    const adminUrl = owner ?? embedded?.url('postgres') ?? '';
    const password = given ? new URL(given).password : randomBytes(16).toString('hex');
    const login = given ? new URL(given).username : 'app';
    const nameOf = (app: string) =>
      given && hosts.length === 1 ? new URL(given).pathname.slice(1) : app.replaceAll('-', '_');
    const at = (base: string, database: string, user?: string) => {
      const target = new URL(base);
      target.pathname = `/${database}`;
      if (user) Object.assign(target, { username: user, password });
      return target.href;
    };
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    try {
      if (!given) {
        const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [login]);
        await admin.query(
          `${rowCount ? 'alter' : 'create'} role "${login}" login noinherit password '${password}'`,
        );
      }
      const wanted = [
        ...hosts.filter(({ modules }) => modules.length > 0).map(({ name }) => nameOf(name)),
        ...(env['BROKER_URL'] ? [] : ['broker']),
      ];
      for (const database of wanted) {
        const { rowCount } = await admin.query('select from pg_database where datname = $1', [
          database,
        ]);
        if (!rowCount) await admin.query(`create database "${database}"`);
      }
    } finally {
      await admin.end();
    }
    for (const { name, modules } of hosts) {
      if (modules.length === 0) continue;
      await migrate({
        root: options.root,
        ownerUrl: at(adminUrl, nameOf(name)),
        loginRole: login,
        app: name === FUNCTIONS ? undefined : name,
      });
    }
    const loginUrl = (app: string) => at(given ?? adminUrl, nameOf(app), login);
    return {
      ownerUrl: (app: string) => at(adminUrl, nameOf(app)),
      loginUrl,
      env: (app: string) => ({
        DATABASE_URL: loginUrl(app),
        BROKER_URL: env['BROKER_URL'] || at(adminUrl, 'broker'),
      }),
      stop: async () => embedded?.stop(),
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Modules on DynamoDB get their tables; the tool ships only where there are such modules. */
async function prepareDynamodb(
  root: string,
  modules: readonly { name: string; engine: string }[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const names = modules.filter(({ engine }) => engine === 'dynamodb').map(({ name }) => name);
  if (names.length > 0)
    await (await import(join(root, 'tools/dynamodb-tables.ts'))).prepareTables(names, env);
}

/** Servers named in the environment of this command; they win over `.env`. */
function serversNamed(): NodeJS.ProcessEnv {
  const keys = ['DATABASE_URL', 'MIGRATE_DATABASE_URL', 'BROKER_URL'];
  return Object.fromEntries(
    keys.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])),
  );
}

/** Secrets for a machine that has no `.env`: good until this process ends. */
function withSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    AUTH_PRIVATE_JWK: JSON.stringify({
      ...privateKey.export({ format: 'jwk' }),
      kid: randomBytes(8).toString('hex'),
      alg: 'ES256',
    }),
    SERVICE_SECRET: randomBytes(32).toString('hex'),
    ADMIN_SETUP_TOKEN: randomBytes(32).toString('hex'),
    ...env,
  };
}
