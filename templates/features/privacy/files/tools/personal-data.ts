import type pg from 'pg';

/**
 * What the tables of modules say about people, in comments on their columns:
 *   person: delete            whose row it is; on erasure it goes
 *   person: delete by …       the same, but by the module itself, since there is more to remove than the row
 *   person: pseudonym         the row stays, belongs to nobody any more, and loses what is personal or secret
 *   personal: what for        says something about that person
 *   secret: of what           the same, and is not for reading
 *   not personal: why         anything may be in it, and nothing about people is
 * and on tables: `keep 90 days by created_at`.
 */
export interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly said: string;
  readonly nullable: boolean;
  readonly type: string;
  /** Could hold anything: text, JSON, bytes; not where a check names its values. */
  readonly open: boolean;
}

/** The platform's own tables: they hold copies for days at most, and erasure goes through them all the same. */
const PASSING = ['outbox', 'parked', 'inbox', 'job', 'job_schedule', 'migration'];

const OF_MODULES = `
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and c.relname <> all ($1)
    and exists (select from pg_roles where rolname = 'module_' || n.nspname)`;

const COLUMNS = `
  select n.nspname as schema, c.relname as table, a.attname as column, not a.attnotnull as nullable,
    coalesce(col_description(c.oid, a.attnum), '') as said, format_type(a.atttypid, null) as type,
    format_type(a.atttypid, null) ~ '^(text|character|json|bytea|xml|inet)' and a.attname <> 'tenant' and not exists (
      select from pg_constraint where conrelid = c.oid and contype = 'c' and conkey = array[a.attnum]
        and pg_get_constraintdef(oid) like '%= ANY (ARRAY[%') as open
  ${OF_MODULES.replace('where', 'join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where')}
  order by 1, 2, a.attnum`;

export async function columnsOf(client: pg.Client): Promise<readonly Column[]> {
  return (await client.query(COLUMNS, [PASSING])).rows;
}

const CLASSES = /^(person: (delete|pseudonym)\b|personal: .|secret: .|not personal: .)/;
const NAMES_SOMEBODY = /^(person|user|customer|owner|account|author|recipient|who|.*_by)(_id)?$/;

/** Columns that nobody decided about, and names of people that nobody declared. */
export function undecided(columns: readonly Column[]): string[] {
  return columns.flatMap(({ schema, table, column, said, open }) => {
    const at = `${schema}.${table}.${column}`;
    if (said !== '' && !CLASSES.test(said)) return [`${at} says “${said}”, which means nothing`];
    if (NAMES_SOMEBODY.test(column) && !said.startsWith('person: '))
      return [`${at} seems to say whose row it is: comment on it with “person: …”`];
    return open && said === ''
      ? [`${at} may hold anything: say whether it is personal, in a comment on the column`]
      : [];
  });
}

/** Tables with rows of people, each with the column that says whose. */
export interface PersonTable {
  readonly schema: string;
  readonly table: string;
  readonly person: Column;
  readonly columns: readonly Column[];
}

export function personTables(columns: readonly Column[]): readonly PersonTable[] {
  return columns
    .filter(({ said }) => said.startsWith('person: '))
    .map((person) => ({
      schema: person.schema,
      table: person.table,
      person,
      columns: columns.filter(
        ({ schema, table }) => schema === person.schema && table === person.table,
      ),
    }));
}

/** Tables whose rows are kept for a time only. */
export async function keptTables(client: pg.Client) {
  const { rows } = await client.query(
    `select n.nspname as schema, c.relname as table, obj_description(c.oid) as said ${OF_MODULES}
     and obj_description(c.oid) like 'keep %' order by 1, 2`,
    [PASSING],
  );
  return rows.map(({ schema, table, said }) => {
    const [, days, column] = /^keep (\d+) days by (\w+)$/.exec(said) ?? [];
    if (!days || !column) throw new Error(`${schema}.${table} says “${said}”, which means nothing`);
    return { schema: String(schema), table: String(table), days: Number(days), column };
  });
}
