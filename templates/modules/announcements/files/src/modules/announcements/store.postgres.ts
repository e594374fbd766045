import type { PostgresUnit } from '#platform/postgres.ts';
import type { Announcement } from './domain.ts';
import type { AnnouncementsStore } from './store.ts';

interface AnnouncementRow extends Record<string, unknown> {
  id: string;
  title: string;
  text: string;
  flag: string | null;
}

export function createStore(unit: PostgresUnit): AnnouncementsStore {
  return {
    list: (after, limit) =>
      unit.read(async (sql): Promise<readonly Announcement[]> =>
        sql<AnnouncementRow>(
          `select id, title, text, flag from announcement
           where $1::uuid is null or id > $1 order by id limit $2`,
          [after, limit],
        ),
      ),
    add: (call, { id, title, text, flag }) =>
      unit.commit(call, {}, async (sql) => {
        await sql('insert into announcement (id, title, text, flag) values ($1, $2, $3, $4)', [
          id,
          title,
          text,
          flag,
        ]);
      }),
  };
}
