// The repo's own embedded PostgreSQL with a login `app`, for a check on another Node: `node embedded-postgres.mjs <repo> <data folder>`.
import { join } from 'node:path';

const [, , repo, folder] = process.argv;
const { startEmbeddedPostgres } = await import(join(repo, 'tools/embedded-postgres.ts'));
const postgres = await startEmbeddedPostgres(folder, false);
const { default: pg } = await import(join(repo, 'node_modules/pg/lib/index.js'));
const owner = new pg.Client({ connectionString: postgres.url('postgres') });
await owner.connect();
await owner.query("create role app login noinherit password 'loopback'");
await owner.end();
process.stdout.write(`ready ${postgres.url('postgres')}\n`);
const alive = setInterval(() => {}, 60_000);
process.once('SIGTERM', async () => {
  clearInterval(alive);
  await postgres.stop();
});
