import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Call, newTrace } from '#platform/call.ts';
import { migrate } from '#platform/migrate.ts';
import { startEmbeddedPostgres } from '#tools/embedded-postgres.ts';

/** Whose everything in a proof is, where a repository has tenants. */
export const PROOF_TENANT = 'proof';

/** A call of `proof` by itself. */
export const proofCall = (): Call => ({
  actor: { kind: 'service', id: 'proof', roles: [] },
  tenant: PROOF_TENANT,
  trace: newTrace(),
  deadline: Date.now() + 60_000,
});

/** A database with one module, `proof`: for tests of the platform that need no app. */
export interface ProofDatabase {
  /** Whose tables they are. */
  readonly ownerUrl: string;
  /** As an app logs in: it may act as its modules and do nothing by itself. */
  readonly url: string;
  /** What `migrate` looks at: more migrations of `proof` may be added to `migrations`. */
  readonly root: string;
  readonly loginRole: string;
  readonly migrations: string;
}

/** On the server that DATABASE_URL names, or on an embedded one; gone afterwards. */
export async function withDatabase(
  tables: string,
  run: (database: ProofDatabase) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const root = join(folder, 'repository');
  const migrations = join(root, 'src/modules/proof/migrations/postgres');
  mkdirSync(migrations, { recursive: true });
  cpSync(
    join(import.meta.dirname, '../src/platform/migrations'),
    join(root, 'src/platform/migrations'),
    { recursive: true },
  );
  const blueprint = { modules: [{ name: 'proof', engine: 'postgres' }], apps: [], links: [] };
  writeFileSync(join(root, 'architecture.json'), JSON.stringify({ blueprint }));
  writeFileSync(join(migrations, '0001_proof.sql'), tables);
  const server = await openServer(join(folder, 'postgres'));
  try {
    const { ownerUrl, url, loginRole } = server;
    await migrate({ root, ownerUrl, loginRole, app: undefined });
    await run({ ownerUrl, url, root, loginRole, migrations });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openServer(data: string) {
  const given = process.env['DATABASE_URL'];
  const owner = process.env['MIGRATE_DATABASE_URL'];
  const embedded = given && owner ? null : await startEmbeddedPostgres(data, false);
  const name = `proof_${randomBytes(6).toString('hex')}`;
  const password = given ? new URL(given).password : randomBytes(16).toString('hex');
  const loginRole = given ? new URL(given).username : 'app';
  const admin = owner ?? embedded?.url('postgres') ?? '';
  if (!given) await asOwner(admin, `create role app login noinherit password '${password}'`);
  await asOwner(admin, `create database ${name}`);
  const at = (user?: string) => {
    const url = new URL(admin);
    url.pathname = `/${name}`;
    if (!user) url.searchParams.set('options', `-c app.tenant=${PROOF_TENANT}`);
    if (user) Object.assign(url, { username: user, password });
    return url.href;
  };
  return {
    ownerUrl: at(),
    url: at(loginRole),
    loginRole,
    close: async () => {
      if (embedded) await embedded.stop();
      else await asOwner(admin, `drop database ${name} with (force)`);
    },
  };
}

/** Runs one statement as the owner of a database. */
export async function asOwner(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
