import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadOf, queuesOf } from '#platform/dead-messages.ts';
import { postgresOutbox, postgresParked } from '#platform/postgres-messaging.ts';
import { schemaOf } from '#platform/postgres-pool.ts';
import pg from 'pg';
import { runningDatabases } from './running.ts';
import { readEnvFile } from './env-file.ts';

/** Lists the messages that could not be delivered, delivers them once more, or forgets them. */
const USAGE = `npm run outbox -- list                          what waits and what is dead, in each module
npm run outbox -- replay [--module m] [id …]    deliver dead messages once more: those named, or all
npm run outbox -- discard [--module m] id …     forget dead messages for good (--all for all of them)

It looks at DATABASE_URL (also in .env); without one, at the databases of the running npm start.
`;

interface Place {
  readonly module: string;
  readonly queues: Parameters<typeof queuesOf>[0];
}

async function main(args: readonly string[]): Promise<number> {
  const [command = '', ...rest] = args;
  const moduleFlag = rest.indexOf('--module');
  const only = moduleFlag === -1 ? undefined : rest[moduleFlag + 1];
  const ids = rest.filter(
    (arg, index) => !arg.startsWith('--') && (moduleFlag === -1 || index !== moduleFlag + 1),
  );
  const all = ids.length === 0 && (command === 'replay' || rest.includes('--all'));
  const usable = command === 'list' || command === 'replay' || command === 'discard';
  if (!usable || (command === 'discard' && ids.length === 0 && !all)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const root = join(import.meta.dirname, '..');
  const databases = databasesOf(root);
  if (databases.length === 0) {
    process.stderr.write('DATABASE_URL is not set and npm start is not running here\n');
    return 2;
  }
  const pools = databases.map((connectionString) => new pg.Pool({ connectionString, max: 2 }));
  try {
    const places = (await Promise.all(pools.map((pool) => placesIn(root, pool))))
      .flat()
      .filter(({ module }) => only === undefined || module === only);
    if (command === 'list') for (const place of places) await list(place);
    else await change(places, command, all ? 'all' : ids);
    return 0;
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

function databasesOf(root: string): readonly string[] {
  const given = process.env['DATABASE_URL'] || readEnvFile(root)['DATABASE_URL'];
  return given ? [given] : runningDatabases(root);
}

/** The modules of this repository whose tables are in a database. */
async function placesIn(root: string, pool: pg.Pool): Promise<readonly Place[]> {
  const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as {
    blueprint: { modules: { name: string }[] };
  };
  const { rows } = await pool.query(
    `select nspname from pg_namespace where to_regclass(quote_ident(nspname) || '.outbox') is not null`,
  );
  const here = new Set(rows.map(({ nspname }) => nspname));
  return blueprint.modules
    .filter(({ name }) => here.has(schemaOf(name)))
    .map(({ name }) => {
      const schema = schemaOf(name);
      const queues = { outbox: postgresOutbox(pool, schema), parked: postgresParked(pool, schema) };
      return { module: name, queues };
    });
}

async function list({ module, queues }: Place): Promise<void> {
  for (const { direction, queue } of queuesOf(queues)) {
    const { pending, scheduled, dead, oldestSeconds } = await queue.counts();
    if (pending + scheduled + dead === 0) continue;
    process.stdout.write(
      `${module} ${direction}: ${pending} pending (oldest ${Math.round(oldestSeconds)} s), ${scheduled} scheduled, ${dead} dead\n`,
    );
  }
  for (const { id, direction, type, key, attempts, error, occurredAt } of await deadOf(queues))
    process.stdout.write(
      `  ${id}  ${direction}  ${type}  key ${key}  ${occurredAt}  ${attempts} attempts\n    ${error}\n`,
    );
}

async function change(
  places: readonly Place[],
  command: 'replay' | 'discard',
  ids: readonly string[] | 'all',
): Promise<void> {
  let changed = 0;
  for (const { queues } of places)
    for (const { queue } of queuesOf(queues)) changed += await queue[command](ids);
  process.stdout.write(`${command === 'replay' ? 'given back' : 'forgotten'}: ${changed}\n`);
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`The database does not answer: ${String(error)}\n`);
  return 2;
});
