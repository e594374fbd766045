import type { Need } from '#knowledge/schema.js';
import { clamp } from '#shared/quantity.js';
import { valueIn, widest, type Column } from './column.js';
import type { Fact, Facts } from './facts.js';
import type { Indexed, IndexedNeed } from './indexed.js';
import { LEAST, MOST } from './scale.js';

/** How much of a criterion this company needs, and which answers say so. */
export interface CriterionNeed {
  readonly criterion: string;
  /** 1 (hardly) to 5 (very much), as ratings are. */
  readonly need: number;
  /** True when the answer that counts most was assumed. */
  readonly assumed: boolean;
  /** The answers behind it, the strongest first. */
  readonly causes: readonly { readonly text: string; readonly evidence: string }[];
}

type Points = NonNullable<Need['points']>;

/** Linear over the logarithm of the input, flat beyond both ends. */
export function onCurve(points: Points, logs: readonly number[], at: number): number {
  let before = points[0];
  if (before === undefined || at <= before.at) return before?.need ?? LEAST;
  for (let index = 1; index < points.length; index += 1) {
    const point = points[index];
    if (point === undefined) break;
    if (at < point.at) {
      const from = logs[index - 1] ?? 0;
      const share = (Math.log(at) - from) / ((logs[index] ?? 1) - from);
      return before.need + share * (point.need - before.need);
    }
    before = point;
  }
  return before.need;
}

function words(value: Fact['value']): readonly string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
}

/**
 * The effect of one record on one fact; NaN when the fact says nothing about it. Parts of the work speak for
 * their share of the parts, raised to `partShare`.
 */
function effectOf({ record, logs }: IndexedNeed, value: Fact['value'], partShare: number): number {
  if (record.points !== undefined)
    return typeof value === 'number' ? onCurve(record.points, logs, value) : NaN;
  const said = words(value);
  const isSum = record.how === 'add';
  let hits = 0;
  let full = isSum ? 0 : -Infinity;
  for (const { is, need } of record.levels ?? []) {
    if (!said.includes(is)) continue;
    hits += 1;
    full = isSum ? full + need : Math.max(full, need);
  }
  if (hits === 0) return NaN;
  if (record.input !== 'workload' || hits === said.length) return full;
  const least = isSum ? 0 : LEAST;
  return least + (full - least) * (hits / said.length) ** partShare;
}

/** The effect of one record, by world. */
export function effectsOf(
  need: IndexedNeed,
  values: Column<Fact['value']>,
  partShare: number,
): Column {
  return values.map((value) => effectOf(need, value, partShare));
}

/** How much of a criterion the facts ask for: the largest base, what adds to it, and no more than each cap. */
export function needsFrom(needs: readonly IndexedNeed[], effects: readonly Column[]): Column {
  const made: number[] = [];
  for (let world = 0, worlds = widest(effects); world < worlds; world += 1) {
    let base = LEAST;
    let added = 0;
    let cap = MOST;
    for (let index = 0; index < needs.length; index += 1) {
      const effect = valueIn(effects[index] ?? [], world);
      if (Number.isNaN(effect)) continue;
      const how = needs[index]?.record.how;
      if (how === 'max') base = Math.max(base, effect);
      else if (how === 'add') added += effect;
      else cap = Math.min(cap, effect);
    }
    made.push(clamp(Math.min(base + added, cap), LEAST, MOST));
  }
  return made;
}

function textOf({ record }: IndexedNeed, { value, shown }: Fact): string {
  if (record.points !== undefined) return `${record.label}: ${shown}`;
  const hits = (record.levels ?? []).filter(({ is }) => words(value).includes(is));
  const most = Math.max(...hits.map(({ need }) => need));
  const strongest = hits.filter(({ need }) => record.how === 'add' || need === most);
  return `${record.label}: ${strongest.map(({ is }) => is).join(', ')}`;
}

/** The need for a criterion with the answers that cause it. */
function explained(
  criterion: string,
  needs: readonly IndexedNeed[],
  facts: Facts,
  need: number,
  partShare: number,
): CriterionNeed {
  const effects = needs
    .map((one) => ({ one, effect: effectOf(one, facts[one.record.input].value, partShare) }))
    .filter(({ effect }) => !Number.isNaN(effect));
  const by = (how: Need['how']) => effects.filter(({ one }) => one.record.how === how);
  const bases = by('max').sort((a, b) => b.effect - a.effect);
  const adds = by('add').filter(({ effect }) => effect !== 0);
  const sum = adds.reduce((total, { effect }) => total + effect, bases[0]?.effect ?? LEAST);
  const caps = by('cap').filter(({ effect }) => effect < sum);
  const causes = [...caps, ...bases.slice(0, 1), ...adds];
  const [base] = bases;
  return {
    criterion,
    need,
    assumed: base !== undefined && facts[base.one.record.input].assumed,
    causes: causes.map(({ one }) => ({
      text: textOf(one, facts[one.record.input]),
      evidence: one.record.id,
    })),
  };
}

/** One need for each criterion, in the order of the criteria, with its causes. */
export function needsOf(
  { criteria, settings }: Indexed,
  facts: Facts,
  needs: ArrayLike<number>,
): readonly CriterionNeed[] {
  return criteria.map(({ criterion, needs: records }, index) =>
    explained(criterion.id, records, facts, needs[index] ?? LEAST, settings.partShare),
  );
}
