import { VersionConflict } from '#platform/errors.ts';
import type { PostgresUnit } from '#platform/postgres.ts';
import type { User } from './domain.ts';
import type { UsersStore } from './store.ts';

interface UserRow extends Record<string, unknown> {
  id: string;
  email: string;
  display_name: string;
  roles: string[];
  version: number;
}

const COLUMNS = 'id, email, display_name, roles, version';

export function createStore(unit: PostgresUnit): UsersStore {
  return {
    find: (id) =>
      unit.read(async (sql) => {
        const [row] = await sql<UserRow>(`select ${COLUMNS} from profile where id = $1`, [id]);
        return row ? toUser(row) : null;
      }),
    list: (after, limit) =>
      unit.read(async (sql) => {
        const rows = await sql<UserRow>(
          `select ${COLUMNS} from profile where $1::uuid is null or id > $1 order by id limit $2`,
          [after, limit],
        );
        return rows.map(toUser);
      }),
    save: (call, user) =>
      unit.commit(call, {}, async (sql) => {
        const saved = await sql(
          `insert into profile (id, email, display_name, roles, version) values ($1, $2, $3, $4, 1)
           on conflict (id) do update set display_name = $3, roles = $4, version = profile.version + 1 where profile.version = $5
           returning id`,
          [user.id, user.email, user.displayName, user.roles, user.version],
        );
        if (saved.length === 0) throw new VersionConflict(`The profile ${user.id}`);
      }),
  };
}

const toUser = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  displayName: row.display_name,
  roles: row.roles,
  version: row.version,
});
