import { join } from 'node:path';
import type pg from 'pg';
import { asOwner, command } from '#tools/running.ts';

/** Shows the jobs that were set aside, or hands them back. */
const USAGE = 'usage: npm run jobs [-- list | replay <module> [id]]\n';
const [what = 'list', module, id] = process.argv.slice(2);

await command(async () => {
  if (!['list', 'replay'].includes(what) || (what === 'replay' && !module)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const found: string[] = [];
  await asOwner(join(import.meta.dirname, '..'), async (client) => {
    for (const schema of await schemas(client)) {
      found.push(schema);
      if (what === 'list') await list(client, schema);
      else if (schema === module?.replaceAll('-', '_')) await replay(client, schema);
    }
  });
  if (module && !found.includes(module.replaceAll('-', '_')))
    throw new Error(`No module ${module} has jobs`);
  return 0;
});

async function list(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query(
    `select id, name, attempts, enqueued_at, last_error from "${schema}".job where state = 'dead' order by due_at`,
  );
  for (const { name, attempts, enqueued_at, last_error, ...job } of rows)
    process.stdout.write(
      `${schema} ${job.id} ${name} (${attempts} attempts since ${enqueued_at.toISOString()}): ${last_error}\n`,
    );
}

async function replay(client: pg.Client, schema: string): Promise<void> {
  const { rowCount } = await client.query(
    `update "${schema}".job set state = 'waiting', attempts = 0, due_at = now()
     where state = 'dead' and ($1::uuid is null or id = $1)`,
    [id ?? null],
  );
  process.stdout.write(`handed back: ${rowCount}\n`);
}

async function schemas(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select schemaname from pg_tables where tablename = 'job_schedule' order by 1`,
  );
  return rows.map(({ schemaname }) => schemaname);
}
