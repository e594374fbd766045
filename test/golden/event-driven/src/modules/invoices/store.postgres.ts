import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { Invoice } from './domain.ts';
import type { InvoicesStore } from './store.ts';

interface InvoiceRow extends Record<string, unknown> {
  id: string;
  owner_id: string;
  name: string;
  version: number;
}

export function createStore(unit: PostgresUnit): InvoicesStore {
  return {
    find: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<InvoiceRow>(
          'select id, owner_id, name, version from "invoice" where id = $1',
          [id],
        );
        return row ? toInvoice(row) : null;
      }),
    listOf: (ownerId, after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<InvoiceRow>(
          `select id, owner_id, name, version from "invoice"
           where owner_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
          [ownerId, after, limit],
        );
        return rows.map(toInvoice);
      }),
    save: (call, changed, changes) =>
      unit.commit(call, changes, async (sql) => {
        const saved = await sql(
          `insert into "invoice" (id, owner_id, name, version) values ($1, $2, $3, 1)
           on conflict (id) do update set name = $3, version = "invoice".version + 1 where "invoice".version = $4
           returning id`,
          [changed.id, changed.ownerId, changed.name, changed.version],
        );
        if (saved.length === 0) throw new VersionConflict(`The invoice ${changed.id}`);
      }),
    remove: (call, gone, changes) =>
      unit.commit(call, changes, async (sql) => {
        const removed = await sql(
          'delete from "invoice" where id = $1 and version = $2 returning id',
          [gone.id, gone.version],
        );
        if (removed.length === 0) throw new VersionConflict(`The invoice ${gone.id}`);
      }),
  };
}

const toInvoice = (row: InvoiceRow): Invoice => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  version: row.version,
});
