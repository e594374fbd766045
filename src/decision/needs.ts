import type { Need } from '#knowledge/schema.js';
import { clamp } from '#shared/quantity.js';
import type { Fact, Facts } from './facts.js';
import type { Indexed } from './indexed.js';
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

/** Linear over the logarithm of the input, flat beyond both ends. */
export function onCurve(points: NonNullable<Need['points']>, at: number): number {
  let before = points[0];
  if (before === undefined || at <= before.at) return before?.need ?? LEAST;
  for (const point of points) {
    if (at < point.at) {
      const share = Math.log(at / before.at) / Math.log(point.at / before.at);
      return before.need + share * (point.need - before.need);
    }
    before = point;
  }
  return before.need;
}

function words(value: Fact['value']): readonly string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
}

/** The effect of one record on one fact; undefined when the fact says nothing about it. */
function effectOf(
  record: Need,
  { value, shown }: Fact,
): { need: number; shown: string } | undefined {
  if (record.points !== undefined) {
    if (typeof value !== 'number') return undefined;
    return { need: onCurve(record.points, value), shown: `${record.label}: ${shown}` };
  }
  const hits = (record.levels ?? []).filter(({ is }) => words(value).includes(is));
  if (hits.length === 0) return undefined;
  const needs = hits.map(({ need }) => need);
  const need = record.how === 'add' ? needs.reduce((a, b) => a + b, 0) : Math.max(...needs);
  const strongest = hits.filter((hit) => record.how === 'add' || hit.need === need);
  return { need, shown: `${record.label}: ${strongest.map(({ is }) => is).join(', ')}` };
}

function needOf(criterion: string, records: readonly Need[], facts: Facts): CriterionNeed {
  const effects = records.flatMap((record) => {
    const effect = effectOf(record, facts[record.input]);
    if (effect === undefined) return [];
    return [{ ...effect, record, assumed: facts[record.input].assumed }];
  });
  const by = (how: Need['how']) => effects.filter(({ record }) => record.how === how);
  const bases = by('max').sort((a, b) => b.need - a.need);
  const base = bases[0]?.need ?? LEAST;
  const added = by('add').reduce((sum, { need }) => sum + need, base);
  const caps = by('cap').filter(({ need }) => need < added);
  const need = clamp(Math.min(added, ...caps.map((cap) => cap.need)), LEAST, MOST);
  const causes = [...caps, ...bases.slice(0, 1), ...by('add').filter((add) => add.need !== 0)];
  return {
    criterion,
    need,
    assumed: bases[0]?.assumed ?? false,
    causes: causes.map(({ shown, record }) => ({ text: shown, evidence: record.id })),
  };
}

/** One need for each criterion, in the order of the criteria. */
export function needsOf({ criteria }: Indexed, facts: Facts): readonly CriterionNeed[] {
  return criteria.map(({ criterion, needs }) => needOf(criterion.id, needs, facts));
}
