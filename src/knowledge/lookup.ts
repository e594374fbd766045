import type { Amount, Knowledge } from './schema.js';

/** Reads one number by the id of its record. */
export type Lookup = (id: string) => number;

/** A missing id is a bug of ours: the tests ask for every id that the code names. */
function lookupIn(records: readonly Amount[]): Lookup {
  const values = new Map(records.map((record) => [record.id, record.value]));
  return (id) => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`No record ${JSON.stringify(id)} in the knowledge`);
    return value;
  };
}

export interface Numbers {
  readonly price: Lookup;
  readonly threshold: Lookup;
  readonly weight: Lookup;
}

/** The three tables of plain numbers, by id. */
export function numbersOf(knowledge: Knowledge): Numbers {
  return {
    price: lookupIn(knowledge.prices),
    threshold: lookupIn(knowledge.thresholds),
    weight: lookupIn(knowledge.weights),
  };
}
