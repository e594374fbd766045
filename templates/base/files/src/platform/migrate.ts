import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { roleOf, schemaOf } from './postgres-pool.ts';

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
}

/** Brings the schemas of an app's modules up to date. Forward only; safe to run twice and at the same time. */
export async function migrate({
  root,
  ownerUrl,
  loginRole,
  app,
}: MigrateOptions): Promise<readonly string[]> {
  const { blueprint } = JSON.parse(
    readFileSync(join(root, 'architecture.json'), 'utf8'),
  ) as Architecture;
  const hosted = blueprint.apps.find(({ name }) => name === app)?.modules;
  if (app !== undefined && !hosted) throw new Error(`architecture.json knows no app called ${app}`);
  const modules = blueprint.modules.filter(
    ({ name, engine }) => engine === 'postgres' && (hosted?.includes(name) ?? true),
  );
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('migrate'))`);
    const applied: string[] = [];
    for (const { name } of modules) {
      const schema = schemaOf(name);
      await prepareSchema(client, schema, loginRole);
      for (const { id, path } of migrationsOf(root, name, blueprint)) {
        if (await apply(client, schema, id, readFileSync(path, 'utf8')))
          applied.push(`${schema} ${id}`);
      }
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
    existsSync(path)
      ? readdirSync(path)
          .filter((file) => file.endsWith('.sql'))
          .toSorted()
          .map((file) => ({ id: `${prefix} ${file}`, path: join(path, file) }))
      : [],
  );
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
  await client.query('begin');
  try {
    await client.query(`set local search_path to "${schema}"; set local lock_timeout to '5s'`);
    await client.query(text);
    await client.query(`insert into "${schema}".migration (id, checksum) values ($1, $2)`, [
      id,
      checksum,
    ]);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${schema}: ${id} failed: ${String(error)}`, { cause: error });
  }
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
  const applied = await migrate({
    root: process.cwd(),
    ownerUrl,
    loginRole,
    app: process.env['APP'],
  });
  process.stdout.write(
    applied.length === 0 ? 'nothing to migrate\n' : `applied:\n  ${applied.join('\n  ')}\n`,
  );
}
