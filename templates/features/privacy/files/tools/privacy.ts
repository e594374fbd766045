import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { erase, expire, exportOf } from './erasure.ts';
import { columnsOf, undecided } from './personal-data.ts';
import { asOwner, command } from '#tools/running.ts';

const USAGE = `npm run privacy -- inventory        which columns hold personal data, and what for
npm run privacy -- export <user>    all that is held about a person, as JSON
npm run privacy -- erase <user>     remove a person: rows go, or stay without saying whose they were
npm run privacy -- expire           remove what was kept as long as it may be: run it daily

It works on MIGRATE_DATABASE_URL, or on the databases of the running npm start. Where rows belong to tenants, TENANT
says which one's.
`;

const [what = '', person] = process.argv.slice(2);
const write = (line: string) => process.stdout.write(`${line}\n`);

await command(async () => {
  const isUsable = ['inventory', 'expire'].includes(what)
    ? person === undefined
    : ['export', 'erase'].includes(what) && person !== undefined;
  if (!isUsable) {
    process.stderr.write(USAGE);
    return 2;
  }
  const pseudonym = randomUUID();
  const exported: Record<string, unknown[]> = {};
  let isComplete = true;
  await asOwner(join(import.meta.dirname, '..'), async (client) => {
    await client.query(
      `select set_config('app.tenant', $1, false), set_config('app.actor', $2, false)`,
      [process.env['TENANT'] ?? '', `operator:${userInfo().username}`],
    );
    if (what === 'inventory') {
      const columns = await columnsOf(client);
      for (const { schema, table, column, said } of columns)
        if (/^(person|personal|secret): /.test(said))
          write(`${schema}.${table}.${column}  ${said}`);
      for (const line of undecided(columns)) write(`UNDECIDED ${line}`);
      isComplete &&= undecided(columns).length === 0;
    } else if (what === 'export') Object.assign(exported, await exportOf(client, person ?? ''));
    else if (what === 'expire') for (const line of await expire(client)) write(line);
    else {
      const { done, left } = await erase(client, person ?? '', pseudonym);
      for (const line of done) write(line);
      for (const line of left) write(`LEFT ${line}`);
      isComplete &&= left.length === 0;
    }
  });
  if (what === 'export') write(JSON.stringify(exported, null, 2));
  return isComplete ? 0 : 1;
});
