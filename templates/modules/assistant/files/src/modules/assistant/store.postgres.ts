import { newId } from '#platform/call.ts';
import { Refusal } from '#platform/errors.ts';
import type { PostgresUnit, Sql } from '#platform/postgres.ts';
import type { Document, Passage, Spent } from './domain.ts';
import type { AssistantStore, Wanted } from './store.ts';

/** Its row is what all wait for: each takes its own first, so that no two wait for one another. */
const EVERYBODY = '*';

class UsedUp extends Refusal {}

export function createStore(unit: PostgresUnit): AssistantStore {
  return {
    add: (call, { id, title, addedAt }, model, passages) =>
      unit.commit(call, {}, async (sql) => {
        await sql('insert into document (id, title, added_at) values ($1, $2, $3)', [
          id,
          title,
          addedAt,
        ]);
        for (const [position, { text, vector }] of passages.entries()) {
          await sql(
            `insert into passage (id, document_id, position, text, model, vector)
             values ($1, $2, $3, $4, $5, $6)`,
            [newId(call, `passage ${position}`), id, position, text, model, vector],
          );
        }
      }),
    remove: async (call, id) => {
      let removed = false;
      await unit.commit(call, {}, async (sql) => {
        removed = (await sql('delete from document where id = $1 returning id', [id])).length > 0;
      });
      return removed;
    },
    list: (after, limit) =>
      unit.read((sql) =>
        sql<Document & Record<string, unknown>>(
          `select id, title, added_at as "addedAt" from document
           where $1::uuid is null or id > $1 order by id limit $2`,
          [after, limit],
        ),
      ),
    nearest: (model, vector, limit) =>
      unit.read((sql) =>
        sql<Passage & Record<string, unknown>>(
          `select document_id as "documentId", title, text, similarity
           from nearest_passages($1, $2, $3) join passage using (id) join document on document.id = document_id
           order by similarity desc, passage.id`,
          [vector, model, limit],
        ),
      ),
    spend: async (call, wanted, own, tokensOfAll) => {
      try {
        await unit.commit(call, {}, async (sql) => {
          await take(sql, wanted, own);
          const all = { requests: Number.MAX_SAFE_INTEGER, tokens: tokensOfAll };
          await take(sql, { ...wanted, who: EVERYBODY }, all);
        });
        return true;
      } catch (error) {
        if (error instanceof UsedUp) return false;
        throw error;
      }
    },
    settle: (call, day, who, tokens) =>
      unit.commit(call, {}, async (sql) => {
        for (const one of [who, EVERYBODY]) {
          await sql(
            'update spent set tokens = greatest(tokens + $3, 0) where day = $1 and who = $2',
            [day, one, tokens],
          );
        }
      }),
    spentBy: (day, who) =>
      unit.read(async (sql) => {
        const [row] = await sql<Spent & Record<string, unknown>>(
          'select requests, tokens from spent where day = $1 and who = $2',
          [day, who],
        );
        return row ?? { requests: 0, tokens: 0 };
      }),
  };
}

/** One statement, so that of many at once each sees what the others took. */
async function take(sql: Sql, { day, who, requests, tokens }: Wanted, limit: Spent): Promise<void> {
  const taken = await sql(
    `insert into spent as so_far (day, who, requests, tokens)
     select $1, $2, $3::bigint, $4::bigint where $3::bigint <= $5::bigint and $4::bigint <= $6::bigint
     on conflict on constraint spent_key do update
       set requests = so_far.requests + $3::bigint, tokens = so_far.tokens + $4::bigint
       where so_far.requests + $3::bigint <= $5::bigint and so_far.tokens + $4::bigint <= $6::bigint
     returning who`,
    [day, who, requests, tokens, limit.requests, limit.tokens],
  );
  if (taken.length === 0) throw new UsedUp('budget-used-up', 429, who);
}
