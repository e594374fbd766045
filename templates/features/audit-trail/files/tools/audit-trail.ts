import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brokenAt, entriesOf, headsOf, type Query } from './audit-entries.ts';
import { asOwner, command } from '#tools/running.ts';

const USAGE = `npm run audit-trail -- verify [--head module=place:hash …]
    whether any entry was changed, taken out or put in; with heads that were logged or noted earlier, also whether
    the end was cut off. Tells the heads of today.
npm run audit-trail -- list [--actor id] [--key id] [--since 2026-01-31] [--limit 100]
    who did what when: by whom, to what, from when on
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    head: { type: 'string', multiple: true, default: [] },
    actor: { type: 'string' },
    key: { type: 'string' },
    since: { type: 'string' },
    limit: { type: 'string', default: '100' },
  },
});

await command(async () => {
  const [what] = positionals;
  if (what !== 'verify' && what !== 'list') {
    process.stderr.write(USAGE);
    return 2;
  }
  let problems = 0;
  await asOwner(join(import.meta.dirname, '..'), async (client) => {
    const query: Query = async (text, given = []) => (await client.query(text, [...given])).rows;
    if (what === 'list') {
      for (const line of await entriesOf(query, values)) process.stdout.write(`${line}\n`);
      return;
    }
    const broken = await brokenAt(query, values.head);
    problems += broken.length;
    for (const line of broken) process.stdout.write(`BROKEN ${line}\n`);
    for (const line of await headsOf(query)) process.stdout.write(`${line}\n`);
  });
  return problems === 0 ? 0 : 1;
});
