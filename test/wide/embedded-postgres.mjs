// The repo's own embedded PostgreSQL, for a check on another Node: `node embedded-postgres.mjs <repo> <data folder>`.
import { join } from 'node:path';

const [, , repo, folder] = process.argv;
const { startEmbeddedPostgres } = await import(join(repo, 'tools/embedded-postgres.ts'));
const postgres = await startEmbeddedPostgres(folder, false);
process.stdout.write(`ready ${postgres.url('postgres')}\n`);
const alive = setInterval(() => {}, 60_000);
process.once('SIGTERM', async () => {
  clearInterval(alive);
  await postgres.stop();
});
