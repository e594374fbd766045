import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
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

/** A PostgreSQL server of this repository's own: real binaries from npm, loopback only. For development and tests. */
export interface EmbeddedPostgres {
  /** The superuser's URL of a database on it. */
  url(database: string): string;
  stop(): Promise<void>;
}

// PostgreSQL refuses to run as root; then it runs as this user (nobody on Debian, Alpine and Fedora alike).
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

export async function startEmbeddedPostgres(
  folder: string,
  durable: boolean,
): Promise<EmbeddedPostgres> {
  const home = asRoot ? openToNobody(folder) : folder;
  const native = usableBinaries();
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(native, home, data, passwordFile);
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
  const pid = running?.pid ?? (await launch(native, data, port, durable));
  return {
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: () => stopServer(pid),
  };
}

/** A port that nobody listens on: the wanted one, or any for 0. Refuses when the wanted one is taken. */
export async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', () =>
      reject(new Error(`Port ${wanted} is in use. Choose another one: PORT=3001 npm start`)),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no free port')),
      );
    });
  });
}

async function initialise(
  native: string,
  home: string,
  data: string,
  passwordFile: string,
): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
  if (asRoot) for (const path of [home, passwordFile]) chownSync(path, NOBODY, NOBODY);
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const child = spawn(join(native, 'bin/initdb'), args, {
    ...identity(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) =>
    child.on('error', reject).on('exit', resolve),
  );
  if (code !== 0) throw new Error(`initdb failed:\n${output}`);
}

async function launch(
  native: string,
  data: string,
  port: number,
  durable: boolean,
): Promise<number> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
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

const identity = () => (asRoot ? { uid: NOBODY, gid: NOBODY } : {});

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

function usableBinaries(): string {
  const require = createRequire(import.meta.url);
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
  const reachable = !asRoot || everybodyMayRead(native) ? native : copyForNobody(native);
  linkLibraries(reachable);
  return reachable;
}

function everybodyMayRead(path: string): boolean {
  for (let at = path; at !== dirname(at); at = dirname(at))
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
  return true;
}

function copyForNobody(native: string): string {
  const stamp = createHash('sha256')
    .update(readFileSync(join(native, '../package.json')))
    .digest('hex')
    .slice(0, 16);
  const copy = join(tmpdir(), `embedded-postgres-bin-${stamp}`);
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
