import { numbersOf, type Numbers } from '#knowledge/lookup.js';
import type { Criterion, Knowledge, Need, Rating } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** Knowledge laid out as the model reads it; built once for each decision. */
export interface Indexed {
  readonly knowledge: Knowledge;
  readonly numbers: Numbers;
  readonly criteria: readonly {
    readonly criterion: Criterion;
    readonly needs: readonly Need[];
    /** In the order of PATTERN_IDS; empty for a computed criterion. */
    readonly ratings: readonly Rating[];
  }[];
}

export function indexed(knowledge: Knowledge): Indexed {
  return {
    knowledge,
    numbers: numbersOf(knowledge),
    criteria: knowledge.criteria.map((criterion) => {
      const ratings = knowledge.ratings.filter((rating) => rating.criterion === criterion.id);
      return {
        criterion,
        needs: knowledge.needs.filter((need) => need.criterion === criterion.id),
        ratings: PATTERN_IDS.flatMap((id) => ratings.filter(({ pattern }) => pattern === id)),
      };
    }),
  };
}
