import { join } from 'node:path';
import { asOwner, command } from '#tools/running.ts';

/**
 * Has inventory tell of every item again, so that search copies them anew: `npm run search:rebuild`. Safe at any time,
 * since older versions change nothing. Where rows belong to tenants, TENANT says which one's.
 */
await command(async () => {
  let told: number | undefined;
  await asOwner(join(import.meta.dirname, '..'), async (client) => {
    const { rows } = await client.query(`select to_regclass('inventory.item') as items`);
    if (rows[0].items === null) return;
    await client.query(`select set_config('app.tenant', $1, false)`, [process.env['TENANT'] ?? '']);
    const { rowCount } = await client.query(
      `insert into inventory.outbox (id, type, key, payload, trace, tenant, producer)
       select gen_random_uuid(), 'inventory.item-changed.v1', id::text,
         jsonb_build_object('id', id, 'name', name, 'price', price, 'version', version),
         '00-' || replace(gen_random_uuid()::text, '-', '') || '-' || substr(md5(id::text), 1, 16) || '-00',
         nullif(current_setting('app.tenant'), ''), 'inventory'
       from inventory.item`,
    );
    told = rowCount ?? 0;
  });
  if (told === undefined) throw new Error('That database has no items: name the one of inventory');
  process.stdout.write(`items told again: ${told}\n`);
  return 0;
});
