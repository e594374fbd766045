/** What is counted, for `/metrics`. Functions, which have no such page, count and never tell. */
export interface Counted {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  values(): readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

export type Count = (labels: Readonly<Record<string, string>>) => void;

/** Lets ports and extensions count without knowing a metrics library. */
export interface Counts {
  /** Declares a counter; what it gives back adds one. Whoever declares the same one again adds to it. */
  counter(name: string, help: string, labels: readonly string[]): Count;
  all(): readonly Counted[];
}

export function newCounts(): Counts {
  const counters = new Map<string, ReturnType<typeof newCounter>>();
  return {
    counter: (name, help, labels) => {
      const declared = counters.get(name) ?? newCounter(name, help, labels);
      counters.set(name, declared);
      return declared.count;
    },
    all: () => [...counters.values()],
  };
}

function newCounter(name: string, help: string, labels: readonly string[]) {
  const series = new Map<string, { labels: Readonly<Record<string, string>>; value: number }>();
  const count: Count = (given) => {
    const key = labels.map((label) => given[label] ?? '').join('\n');
    const known = series.get(key);
    if (known) known.value += 1;
    else series.set(key, { labels: given, value: 1 });
  };
  return { name, help, labels, count, values: () => [...series.values()] };
}
