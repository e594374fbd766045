import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import pg from 'pg';
import { migrate } from '#platform/migrate.ts';
import { freePort, startEmbeddedPostgres } from './embedded-postgres.ts';

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
  readonly apps: readonly string[];
  /** The app that a module's routes, subscriptions and outbox run in. */
  readonly hostOf: (module: string) => string;
  readonly publicApp: string;
  /** Ends one app at once, as a crash would. */
  kill(app: string): Promise<void>;
  /** Asks one app to drain and leave; returns its exit code. */
  terminate(app: string): Promise<number | null>;
  start(app: string): Promise<void>;
  stop(): Promise<void>;
}

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

  const start = async (name: string): Promise<void> => {
    const host = hosts.find((candidate) => candidate.name === name);
    if (!host) throw new Error(`There is no app ${name}`);
    const childEnv: NodeJS.ProcessEnv = {
      ...process.env,
      ...env,
      ...appEnv(host, hosts, ports, url),
      ...database.env(name),
      PORT: String(ports.get(name)),
      HOST: '127.0.0.1',
    };
    if (!host.modules.includes('auth')) delete childEnv['AUTH_PRIVATE_JWK'];
    const child = fork(join(options.root, host.main), {
      env: childEnv,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.set(name, child);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.on('data', (chunk) => {
        const lines = (rest + String(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) options.output(name, line);
      });
    }
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) =>
        reject(new Error(`${name} stopped with ${code} before it listened`)),
      );
    });
  };
  const end = async (name: string, signal: NodeJS.Signals): Promise<number | null> => {
    const child = children.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return gone;
  };
  const stop = async () => {
    // The public door closes first, so that nothing new comes in.
    await end(publicApp, 'SIGTERM');
    await Promise.all(hosts.map(({ name }) => end(name, 'SIGTERM')));
    await database.stop();
  };
  try {
    await Promise.all(hosts.map(({ name }) => start(name)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    adminSetupToken: env['ADMIN_SETUP_TOKEN'] ?? '',
    databaseUrl: database.ownerUrl,
    apps: hosts.map(({ name }) => name),
    hostOf: (module) => hosts.find(({ modules }) => modules.includes(module))?.name ?? publicApp,
    publicApp,
    kill: async (name) => void (await end(name, 'SIGKILL')),
    terminate: (name) => end(name, 'SIGTERM'),
    start,
    stop,
  };
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
) {
  const env: Record<string, string> = { AUTH_ISSUER: url, RELEASE: 'local' };
  for (const { name, modules } of hosts) {
    for (const module of modules)
      env[`APP_URL_${module.replaceAll('-', '_').toUpperCase()}`] =
        `http://127.0.0.1:${ports.get(name)}`;
  }
  if (!host.modules.includes('auth'))
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
    return {
      ownerUrl: (app: string) => at(adminUrl, nameOf(app)),
      env: (app: string) => ({
        DATABASE_URL: at(given ?? adminUrl, nameOf(app), login),
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

function readEnvFile(root: string): NodeJS.ProcessEnv {
  const path = join(root, '.env');
  const parsed = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== ''));
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
