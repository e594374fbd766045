import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';
import { besideOthers, inOneTransaction, lock, withPatience } from './migration-runs.ts';
import { roleOf, schemaOf } from './postgres-pool.ts';
import { isConcurrent, statementsOf } from './sql-statements.ts';
import { isVerified, postgresConnection } from './tls.ts';

interface Architecture {
  readonly blueprint: {
    readonly modules: readonly { readonly name: string; readonly engine: string }[];
    readonly apps: readonly { readonly name: string; readonly modules: readonly string[] }[];
    readonly links: readonly {
      readonly kind: string;
      readonly consumer: string;
      readonly name: string;
    }[];
  };
}

/** Migrations run as the owner of the tables; apps run as a login that may only act as their modules. */
export interface MigrateOptions {
  readonly root: string;
  readonly ownerUrl: string;
  readonly loginRole: string;
  /** Only the modules of this app; all of them when absent. */
  readonly app: string | undefined;
  /** The authority that signed the server's certificate, where the URL does not say. */
  readonly authority?: string | undefined;
}

/** Brings the schemas of an app's modules up to date. Forward only; safe to run twice and at the same time. */
export async function migrate({
  root,
  ownerUrl,
  loginRole,
  app,
  authority,
}: MigrateOptions): Promise<readonly string[]> {
  const { blueprint } = JSON.parse(
    readFileSync(join(root, 'architecture.json'), 'utf8'),
  ) as Architecture;
  const hosted = blueprint.apps.find(({ name }) => name === app)?.modules;
  if (app !== undefined && !hosted) throw new Error(`architecture.json knows no app called ${app}`);
  const modules = blueprint.modules.filter(
    ({ name, engine }) => engine === 'postgres' && (hosted?.includes(name) ?? true),
  );
  const client = new pg.Client(postgresConnection(ownerUrl, authority));
  await client.connect();
  try {
    await lock(client);
    const applied: string[] = [];
    for (const { name } of modules) {
      const schema = schemaOf(name);
      await prepareSchema(client, schema, loginRole);
      for (const { id, path } of migrationsOf(root, name, blueprint)) {
        if (await apply(client, schema, id, readFileSync(path, 'utf8')))
          applied.push(`${schema} ${id}`);
      }
      for (const path of sqlIn(join(root, 'src/platform/migrations/after')))
        await withPatience(`${schema}: ${path}`, () =>
          inOneTransaction(client, schema, readFileSync(path, 'utf8')),
        );
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** The platform's tables, the module's own, and those of the replicas that are linked here. */
function migrationsOf(root: string, module: string, blueprint: Architecture['blueprint']) {
  const folder = join(root, 'src/modules', module);
  const replicas = blueprint.links.filter(
    ({ kind, consumer }) => kind === 'replica' && consumer === module,
  );
  const sources = [
    { prefix: 'platform', path: join(root, 'src/platform/migrations/postgres') },
    { prefix: 'module', path: join(folder, 'migrations/postgres') },
    ...replicas.map(({ name }) => ({
      prefix: `replica ${name}`,
      path: join(folder, 'replicas', name, 'migrations/postgres'),
    })),
  ];
  return sources.flatMap(({ prefix, path }) =>
    sqlIn(path).map((file) => ({ id: `${prefix} ${basename(file)}`, path: file })),
  );
}

/** The SQL of a folder, in the order of its names. A feature's `after` runs after every module's own, each time. */
function sqlIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.toSorted().map((file) => join(folder, file));
}

async function prepareSchema(client: pg.Client, schema: string, loginRole: string): Promise<void> {
  const role = roleOf(schema);
  // Roles belong to the whole server: another database's migration may create the same one right now.
  await client.query(
    `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await client.query(`grant ${role} to "${loginRole}"`);
  await client.query(`create schema if not exists "${schema}"`);
  await client.query(
    `create table if not exists "${schema}".migration (id text primary key, checksum text not null, at timestamptz not null default now())`,
  );
  await client.query(`grant usage on schema "${schema}" to ${role}`);
  await client.query(
    `alter default privileges in schema "${schema}" grant select, insert, update, delete on tables to ${role}`,
  );
}

async function apply(
  client: pg.Client,
  schema: string,
  id: string,
  text: string,
): Promise<boolean> {
  const checksum = createHash('sha256').update(text).digest('hex');
  const { rows } = await client.query(`select checksum from "${schema}".migration where id = $1`, [
    id,
  ]);
  if (rows[0]) {
    if (rows[0].checksum !== checksum)
      throw new Error(
        `${schema}: ${id} was changed after it was applied. Add a new migration instead.`,
      );
    return false;
  }
  const record = () =>
    client.query(`insert into "${schema}".migration (id, checksum) values ($1, $2)`, [
      id,
      checksum,
    ]);
  const statements = statementsOf(text);
  await withPatience(`${schema}: ${id}`, () =>
    statements.some(isConcurrent)
      ? besideOthers(client, schema, statements, record)
      : inOneTransaction(client, schema, text, record),
  );
  return true;
}

if (import.meta.main) {
  const ownerUrl = process.env['MIGRATE_DATABASE_URL'];
  const loginRole = process.env['DATABASE_URL'] && new URL(process.env['DATABASE_URL']).username;
  if (!ownerUrl || !loginRole) {
    process.stderr.write(
      'MIGRATE_DATABASE_URL (the owner) and DATABASE_URL (whose user gets access) are required\n',
    );
    process.exit(2);
  }
  const { DATABASE_CA_FILE, DATABASE_CA } = process.env;
  const authority = DATABASE_CA_FILE ? readFileSync(DATABASE_CA_FILE, 'utf8') : DATABASE_CA;
  if (
    process.env['NODE_ENV'] === 'production' &&
    process.env['ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK'] !== 'true' &&
    !isVerified(ownerUrl, authority)
  ) {
    process.stderr.write('MIGRATE_DATABASE_URL must use verified TLS in production\n');
    process.exit(2);
  }
  const applied = await migrate({
    root: process.cwd(),
    ownerUrl,
    loginRole,
    app: process.env['APP'],
    authority,
  });
  process.stdout.write(
    applied.length === 0 ? 'nothing to migrate\n' : `applied:\n  ${applied.join('\n  ')}\n`,
  );
}
