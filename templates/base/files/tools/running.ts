import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { readEnvFile } from './env-file.ts';

const fileOf = (root: string): string => join(root, '.data/running.json');

/** Lets other commands find the databases of the system that runs here. */
export function announce(root: string, databases: readonly string[]): { end(): void } {
  const file = fileOf(root);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ databases: [...new Set(databases)] }), { mode: 0o600 });
  return { end: () => rmSync(file, { force: true }) };
}

/** None when nothing runs here. */
export function runningDatabases(root: string): readonly string[] {
  try {
    return JSON.parse(readFileSync(fileOf(root), 'utf8')).databases;
  } catch {
    return [];
  }
}

/**
 * Works on each database as the owner of its tables: on MIGRATE_DATABASE_URL, in the environment or in `.env`, or else
 * on those of the running `npm start` or `npm run dev`.
 */
export async function asOwner(
  root: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const given = process.env['MIGRATE_DATABASE_URL'] || readEnvFile(root)['MIGRATE_DATABASE_URL'];
  const databases = given ? [given] : runningDatabases(root);
  if (databases.length === 0)
    throw new Error(
      'MIGRATE_DATABASE_URL (the owner of the tables) is not set, and npm start is not running here',
    );
  for (const connectionString of databases) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }
}

/** Runs a command; what goes wrong is one line, and exit code 2. */
export async function command(run: () => Promise<number>): Promise<void> {
  process.exitCode = await run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  });
}
