import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { Document } from './domain.ts';
import type { DocumentsStore } from './store.ts';

interface DocumentRow extends Record<string, unknown> {
  id: string;
  owner_id: string;
  name: string;
  content_type: string;
  size: number;
  state: Document['state'];
  version: number;
}

const COLUMNS = 'id, owner_id, name, content_type, size, state, version';

export function createStore(unit: PostgresUnit): DocumentsStore {
  return {
    find: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<DocumentRow>(`select ${COLUMNS} from document where id = $1`, [id]);
        return row ? toDocument(row) : null;
      }),
    listOf: (ownerId, after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<DocumentRow>(
          `select ${COLUMNS} from document
           where owner_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
          [ownerId, after, limit],
        );
        return rows.map(toDocument);
      }),
    save: (call, document, changes) =>
      unit.commit(call, changes, async (sql) => {
        const { id, ownerId, name, contentType, size, state, version } = document;
        const saved = await sql(
          `insert into document (id, owner_id, name, content_type, size, state, version)
           values ($1, $2, $3, $4, $5, $6, 1)
           on conflict (id) do update set state = $6, version = document.version + 1
             where document.version = $7
           returning id`,
          [id, ownerId, name, contentType, size, state, version],
        );
        if (saved.length === 0) throw new VersionConflict(`The document ${id}`);
      }),
    remove: (call, { id, version }, changes) =>
      unit.commit(call, changes, async (sql) => {
        const removed = await sql(
          'delete from document where id = $1 and version = $2 returning id',
          [id, version],
        );
        if (removed.length === 0) throw new VersionConflict(`The document ${id}`);
      }),
  };
}

const toDocument = (row: DocumentRow): Document => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  contentType: row.content_type,
  size: row.size,
  state: row.state,
  version: row.version,
});
