import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { exists, run } from '../tools/program.js';

const VERSIONS = '/usr/lib/postgresql';
const NOBODY = 65_534;

/** A PostgreSQL server of Debian's, for one check. */
export interface PostgresServer {
  readonly port: number;
  readonly version: string;
  stop(): Promise<void>;
}

const asRoot = process.getuid?.() === 0;

/** Why there is none, or null. */
export async function postgresMissing(): Promise<string | null> {
  for (const tool of ['psql', ...(asRoot ? ['setpriv'] : [])]) {
    if (!(await exists(tool))) return `${tool} is not on the PATH`;
  }
  return newest() === undefined ? `no PostgreSQL server is installed below ${VERSIONS}` : null;
}

function newest(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const found = readdirSync(VERSIONS).filter((name) =>
    existsSync(join(VERSIONS, name, 'bin/initdb')),
  );
  return found.toSorted((a, b) => Number(a) - Number(b)).at(-1);
}

/** On loopback, with an empty data folder that goes away with it; its owner is `postgres`, without a password. */
export async function startPostgres(): Promise<PostgresServer> {
  const version = newest() ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'wide-postgres-'));
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const user = asRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  if (user.length > 0) chownSync(folder, NOBODY, NOBODY);
  const tool = async (name: string, ...args: string[]): Promise<void> => {
    const [command = '', ...rest] = [...user, join(VERSIONS, version, 'bin', name), ...args];
    const { code, output } = await run(command, rest, { cwd: '/' });
    if (code !== 0) throw new Error(`${name}: ${output}`);
  };
  const data = join(folder, 'data');
  try {
    await tool('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
    const settings = `-p ${port} -h 127.0.0.1 -k ${folder} -c max_connections=300 -c fsync=off`;
    await tool('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', settings, '-w', 'start');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    port,
    version,
    stop: async () => {
      await tool('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
