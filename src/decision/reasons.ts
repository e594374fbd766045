import type { VetoId } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import type { Judged, Model } from './model.js';

/** What one criterion says about the recommended pattern against its strongest rival. */
export interface Reason {
  readonly criterion: string;
  readonly title: string;
  /** The pattern that does better here. */
  readonly favours: PatternId;
  /** Which answers make the criterion count. */
  readonly because: readonly string[];
  /** Ids for `explain`: the needs, then the two ratings. */
  readonly evidence: readonly string[];
  /** Share of all differences between the two that this criterion makes, 0 to 1. */
  readonly share: number;
}

/** Why another pattern was not recommended: the criteria where it falls behind most. */
export interface Against {
  readonly pattern: PatternId;
  readonly veto: VetoId | null;
  readonly criteria: readonly string[];
}

function at(values: readonly number[], pattern: PatternId): number {
  return values[PATTERN_IDS.indexOf(pattern)] ?? 0;
}

/** How much better `one` does than `other` on a criterion, weighted. */
function lead({ weight, values }: Judged, one: PatternId, other: PatternId): number {
  return weight * (at(values, one) - at(values, other));
}

function evidenceOf({ need, ranges }: Judged, patterns: readonly PatternId[]): readonly string[] {
  const ratings = patterns.flatMap((pattern) => ranges?.[PATTERN_IDS.indexOf(pattern)]?.id ?? []);
  return [...need.causes.map(({ evidence }) => evidence), ...ratings];
}

/** Every criterion on which the two differ, the largest difference first. */
export function reasonsOf(model: Model, chosen: PatternId, rival: PatternId): readonly Reason[] {
  const leads = model.judged.map((judged) => ({ judged, by: lead(judged, chosen, rival) }));
  const all = leads.reduce((sum, { by }) => sum + Math.abs(by), 0);
  return leads
    .filter(({ by }) => by !== 0)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .map(({ judged, by }) => ({
      criterion: judged.criterion.id,
      title: judged.criterion.title,
      favours: by > 0 ? chosen : rival,
      because: judged.need.causes.map(({ text }) => text),
      evidence: evidenceOf(judged, [chosen, rival]),
      share: Math.abs(by) / all,
    }));
}

/** For each other pattern, the criteria where it loses most against the recommended one. */
export function againstOf(model: Model, chosen: PatternId): readonly Against[] {
  return PATTERN_IDS.filter((pattern) => pattern !== chosen).map((pattern) => ({
    pattern,
    veto:
      model.vetoes.find((veto) => veto.pattern === pattern && veto.accepted === null)?.id ?? null,
    criteria: model.judged
      .map((judged) => ({ judged, by: lead(judged, chosen, pattern) }))
      .filter(({ by }) => by > 0)
      .sort((a, b) => b.by - a.by)
      .slice(0, 2)
      .map(({ judged }) => judged.criterion.id),
  }));
}
