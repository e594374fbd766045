import type { Call } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { search } from './contract.ts';
import { cursorOf, readCursor } from './cursor.ts';
import {
  type Entry,
  type Matching,
  type Order,
  pieces,
  type Position,
  type Query,
} from './domain.ts';
import type { SearchStore } from './store.ts';

interface Asked {
  readonly q: string;
  readonly order: Order;
  readonly minPrice: number;
  readonly maxPrice: number;
  readonly after?: string | undefined;
  readonly limit: number;
}

export function useCases(store: SearchStore) {
  const page = async (query: Query, after: Position | null, limit: number) => {
    const hits = await store.find(query, after, limit);
    const last = hits.length === limit ? hits.at(-1) : undefined;
    return {
      matching: query.matching,
      items: hits.map(({ id, price, marked }) => ({ id, price, name: pieces(marked) })),
      next: last ? cursorOf(query, last) : null,
    };
  };

  const begin = (text: string, asked: Asked) => {
    const cursor = readCursor(text, asked);
    if (!cursor)
      throw refuse(search, 'invalid-cursor', 'after: take it from the `next` of the same query');
    return cursor;
  };

  return {
    async itemChanged(call: Call, entry: Entry) {
      await store.keep(call, entry);
    },

    /** First by words; when nothing has them, by likeness. A next page is found as the first one was. */
    async findItems(_call: Call, asked: Asked) {
      const { after, limit, ...query } = asked;
      if (after !== undefined) {
        const { matching, after: position } = begin(after, asked);
        return page({ ...query, matching }, position, limit);
      }
      const byWords = await page({ ...query, matching: 'words' }, null, limit);
      return byWords.items.length > 0 || query.q === ''
        ? byWords
        : page({ ...query, matching: 'likeness' }, null, limit);
    },

    /** How many of the matches cost how much, for filters beside the results. */
    async countByPrice(_call: Call, { q, matching }: { q: string; matching: Matching }) {
      return store.countByPrice(q, matching);
    },
  };
}
