import * as z from 'zod';
import type { Matching, Position, Query } from './domain.ts';

const Cursor = z.tuple([z.string(), z.enum(['words', 'likeness']), z.number(), z.uuid()]);

/** Opaque to clients. It names its query, since a position means nothing in the results of another one. */
export function cursorOf(query: Query, { by, id }: Position): string {
  const parts: z.input<typeof Cursor> = [asked(query), query.matching, by, id];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Where the next page begins and how its matches are found; `null` for what is no cursor of this query. */
export function readCursor(
  text: string,
  query: Omit<Query, 'matching'>,
): { readonly matching: Matching; readonly after: Position } | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const [of, matching, by, id] = Cursor.parse(json);
    return of === asked(query) ? { matching, after: { by, id } } : null;
  } catch {
    return null;
  }
}

const asked = ({ q, order, minPrice, maxPrice }: Omit<Query, 'matching'>): string =>
  JSON.stringify([q, order, minPrice, maxPrice]);
