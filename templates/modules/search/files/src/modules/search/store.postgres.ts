import type { PostgresUnit } from '#platform/postgres.ts';
import { type Hit, MARK, type Matching, type Order } from './domain.ts';
import type { SearchStore } from './store.ts';

// websearch_to_tsquery takes any text: what a person types is never a syntax error, and never SQL.
const QUERY = `websearch_to_tsquery('english', $1)`;

/** Which rows match, and how well: in whole numbers, so that the position of a cursor is exact. */
function matchOf(q: string, matching: Matching): { matches: string; score: string } {
  if (q === '') return { matches: `$1 = ''`, score: '0::integer' };
  return matching === 'words'
    ? { matches: `words @@ ${QUERY}`, score: `(ts_rank(words, ${QUERY}) * 1000000)::integer` }
    : { matches: 'looks_like($1, name)', score: '(likeness($1, name) * 1000000)::integer' };
}

const DIRECTION: Readonly<Record<Order, 'asc' | 'desc'>> = {
  relevance: 'desc',
  price: 'asc',
  '-price': 'desc',
};

const MARKS = `StartSel=${MARK.from}, StopSel=${MARK.to}, HighlightAll=true`;
const BELOW = [1_000, 5_000, 20_000, 100_000];
const COUNTED = 10_000;

export function createStore(unit: PostgresUnit): SearchStore {
  return {
    keep: (call, { id, name, price, version }) =>
      unit.commit(call, {}, async (sql) => {
        await sql(
          `insert into entry (id, name, price, version) values ($1, $2, $3, $4)
           on conflict (id) do update set name = $2, price = $3, version = $4 where entry.version < $4`,
          [id, name, price, version],
        );
      }),
    find: ({ q, matching, order, minPrice, maxPrice }, after, limit) => {
      const { matches, score } = matchOf(q, matching);
      const by = order === 'relevance' ? score : 'price';
      const direction = DIRECTION[order];
      const beyond = `(${by}, id) ${direction === 'asc' ? '>' : '<'} ($6, $7::uuid)`;
      return unit.read((sql) =>
        sql<Hit & Record<string, unknown>>(
          `select id, price, by, ts_headline('english', name, ${QUERY}, $2) as marked from (
             select id, name, price, ${by} as by from entry
             where ${matches} and price between $3 and $4 ${after ? `and ${beyond}` : ''}
             order by ${by} ${direction}, id ${direction} limit $5
           ) as found order by by ${direction}, id ${direction}`,
          [q, MARKS, minPrice, maxPrice, limit, ...(after ? [after.by, after.id] : [])],
        ),
      );
    },
    countByPrice: (q, matching) =>
      unit.read(async (sql) => {
        const rows = await sql<{ band: number; items: number }>(
          `select width_bucket(price, $2::integer[]) as band, count(*) as items
           from (select price from entry where ${matchOf(q, matching).matches} limit ${COUNTED + 1}) as found
           group by band`,
          [q, BELOW],
        );
        const itemsOf = (band: number) => rows.find((row) => row.band === band)?.items ?? 0;
        return {
          prices: [...BELOW, null].map((below, band) => ({ below, items: itemsOf(band) })),
          complete: rows.reduce((sum, { items }) => sum + items, 0) <= COUNTED,
        };
      }),
  };
}
