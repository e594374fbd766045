import pg from 'pg';
import {
  type Column,
  columnsOf,
  keptTables,
  type PersonTable,
  personTables,
} from './personal-data.ts';

const name = (table: { schema: string; table: string }) =>
  `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.table)}`;
const column = ({ column: called }: Column) => pg.escapeIdentifier(called);

/** Everything that this database holds about a person, by module and table; without secrets. */
export async function exportOf(
  client: pg.Client,
  person: string,
): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of personTables(await columnsOf(client))) {
    const shown = table.columns.filter(({ said }) => !said.startsWith('secret: ')).map(column);
    const { rows } = await client.query(
      `select ${shown.join(', ')} from ${name(table)} where ${column(table.person)}::text = $1`,
      [person],
    );
    if (rows.length > 0) found[`${table.schema}.${table.table}`] = rows;
  }
  return found;
}

export interface Erased {
  /** `deleted users.profile: 1` … */
  readonly done: readonly string[];
  /** Rows that only their module can remove, and how. */
  readonly left: readonly string[];
}

/** Removes a person from this database, all of it or nothing. Doing it again changes nothing. */
export async function erase(client: pg.Client, person: string, pseudonym: string): Promise<Erased> {
  const done: string[] = [];
  const left: string[] = [];
  await client.query('begin');
  try {
    const tables = personTables(await columnsOf(client));
    for (const table of tables) {
      const where = `where ${column(table.person)}::text = $1`;
      const [, how] = /^person: delete by (.+)$/.exec(table.person.said) ?? [];
      if (how) {
        const { rowCount } = await client.query(`select from ${name(table)} ${where}`, [person]);
        if (rowCount) left.push(`${table.schema}.${table.table}: ${rowCount}, by ${how}`);
      } else if (table.person.said.startsWith('person: delete'))
        done.push(
          await count(
            'deleted',
            table,
            client.query(`delete from ${name(table)} ${where}`, [person]),
          ),
        );
      else done.push(await count('pseudonymised', table, disown(client, table, person, pseudonym)));
    }
    for (const schema of new Set(tables.map((table) => table.schema)))
      await forgetPassing(client, schema, person);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  return { done: done.filter((line) => !line.endsWith(': 0')), left };
}

async function count(
  what: string,
  { schema, table }: PersonTable,
  change: Promise<pg.QueryResult>,
): Promise<string> {
  return `${what} ${schema}.${table}: ${(await change).rowCount}`;
}

/** The row stays for the books; whose it was cannot be told from it any more. */
function disown(client: pg.Client, table: PersonTable, person: string, pseudonym: string) {
  const emptied = table.columns
    .filter(({ said }) => /^(personal|secret): /.test(said))
    .map((one) => `${column(one)} = ${empty(one)}`);
  const owner = column(table.person);
  return client.query(
    `update ${name(table)} set ${[`${owner} = $2`, ...emptied].join(', ')} where ${owner}::text = $1`,
    [person, pseudonym],
  );
}

function empty({ nullable, type }: Column): string {
  if (nullable) return 'null';
  if (type.endsWith('[]')) return `'{}'`;
  return type.startsWith('json') ? `'{}'` : `''`;
}

/** Answers that are kept for repetitions, and messages that died, may repeat what is erased. */
async function forgetPassing(client: pg.Client, schema: string, person: string): Promise<void> {
  const place = pg.escapeIdentifier(schema);
  await client.query(
    `delete from ${place}.inbox where key like '%' || $1 || '%' or response::text like '%' || $1 || '%'`,
    [person],
  );
  for (const queue of ['outbox', 'parked'])
    await client.query(
      `delete from ${place}.${queue} where status = 'dead' and payload::text like '%' || $1 || '%'`,
      [person],
    );
}

/** Removes rows that were kept as long as their table says. */
export async function expire(client: pg.Client): Promise<string[]> {
  const done: string[] = [];
  for (const { days, column: by, ...table } of await keptTables(client)) {
    const { rowCount } = await client.query(
      `delete from ${name(table)} where ${pg.escapeIdentifier(by)} < now() - make_interval(days => $1)`,
      [days],
    );
    done.push(`${table.schema}.${table.table}, older than ${days} days: ${rowCount}`);
  }
  return done;
}
