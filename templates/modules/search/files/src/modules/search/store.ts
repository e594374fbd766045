import type { Call } from '#platform/call.ts';
import type { Entry, Hit, Matching, Position, Query } from './domain.ts';

export interface SearchStore {
  /** Keeps the newer of the two versions. */
  keep(call: Call, entry: Entry): Promise<void>;
  /** The hits that come after a position: rows that are added meanwhile shift nobody. */
  find(query: Query, after: Position | null, limit: number): Promise<readonly Hit[]>;
  countByPrice(
    q: string,
    matching: Matching,
  ): Promise<{ prices: { below: number | null; items: number }[]; complete: boolean }>;
}
