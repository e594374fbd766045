import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { SampleItem } from './domain.ts';
import type { SampleItemsStore } from './store.ts';

interface SampleItemRow extends Record<string, unknown> {
  id: string;
  owner_id: string;
  name: string;
  version: number;
}

export function createStore(unit: PostgresUnit): SampleItemsStore {
  return {
    find: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<SampleItemRow>(
          'select id, owner_id, name, version from "sample_item" where id = $1',
          [id],
        );
        return row ? toSampleItem(row) : null;
      }),
    listOf: (ownerId, after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<SampleItemRow>(
          `select id, owner_id, name, version from "sample_item"
           where owner_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
          [ownerId, after, limit],
        );
        return rows.map(toSampleItem);
      }),
    save: (call, changed, changes) =>
      unit.commit(call, changes, async (sql) => {
        const saved = await sql(
          `insert into "sample_item" (id, owner_id, name, version) values ($1, $2, $3, 1)
           on conflict (id) do update set name = $3, version = "sample_item".version + 1 where "sample_item".version = $4
           returning id`,
          [changed.id, changed.ownerId, changed.name, changed.version],
        );
        if (saved.length === 0) throw new VersionConflict(`The sample item ${changed.id}`);
      }),
    remove: (call, gone, changes) =>
      unit.commit(call, changes, async (sql) => {
        const removed = await sql(
          'delete from "sample_item" where id = $1 and version = $2 returning id',
          [gone.id, gone.version],
        );
        if (removed.length === 0) throw new VersionConflict(`The sample item ${gone.id}`);
      }),
  };
}

const toSampleItem = (row: SampleItemRow): SampleItem => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  version: row.version,
});
