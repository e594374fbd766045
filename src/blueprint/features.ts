import type { Feature } from '#features/contribution.js';
import type { Catalogue } from '#patterns/catalogue.js';
import { suggestion } from '#shared/nearest.js';
import { byCodeUnit } from '#shared/order.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { problem } from './problems.js';

/** The features a pattern gets when nobody says otherwise, and those that rules bring. */
export function defaultFeatures(
  pattern: PatternId,
  { features }: Catalogue,
  regimes: readonly string[] = [],
): string[] {
  return Object.values(features)
    .filter(
      (feature) => feature.defaultFor.includes(pattern) || isBrought(feature, pattern, regimes),
    )
    .map((feature) => feature.id)
    .toSorted(byCodeUnit);
}

function isBrought(feature: Feature, pattern: PatternId, regimes: readonly string[]): boolean {
  const brings = (feature.regimes ?? []).some((regime) => regimes.includes(regime));
  return brings && feature.patterns.includes(pattern);
}

/** What was asked for, on top of the defaults and without what was declined. */
export interface FeatureChoice {
  readonly pattern: PatternId;
  readonly asked: readonly string[];
  readonly declined: readonly string[];
  /** The rules that apply. */
  readonly regimes?: readonly string[] | undefined;
}

/** Ids sorted, or every reason why they do not go together. */
export function chooseFeatures(choice: FeatureChoice, catalogue: Catalogue): Result<string[]> {
  const { pattern, asked, declined, regimes } = choice;
  const known = Object.keys(catalogue.features);
  const unknown = [...asked, ...declined].filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    return { ok: false, problems: unknown.map((id) => unknownFeature(id, known)) };
  }
  const defaults = defaultFeatures(pattern, catalogue, regimes).filter(
    (id) => !declined.includes(id) && !givesWay(catalogue.features[id], asked),
  );
  const ids = [...new Set([...defaults, ...asked])].toSorted(byCodeUnit);
  const chosen = ids.flatMap((id) => catalogue.features[id] ?? []);
  const problems = chosen.flatMap((feature) => problemsOf(feature, ids, pattern));
  const contradictions = asked.filter((id) => declined.includes(id)).map(contradiction);
  if (problems.length + contradictions.length > 0) {
    return { ok: false, problems: [...contradictions, ...problems] };
  }
  return { ok: true, value: ids };
}

/** What rules bring is a help, not a wish: it stands back where it does not go with what was asked for. */
function givesWay(feature: Feature | undefined, asked: readonly string[]): boolean {
  if (!feature?.regimes || asked.includes(feature.id)) return false;
  return feature.conflicts.some((id) => asked.includes(id));
}

function problemsOf(feature: Feature, ids: readonly string[], pattern: PatternId): Problem[] {
  const { id, patterns, requires, conflicts } = feature;
  const problems: Problem[] = [];
  if (!patterns.includes(pattern)) {
    problems.push(
      problem(
        'FEATURE_NOT_FOR_PATTERN',
        `The feature ${id} does not work with the pattern ${pattern}.`,
        `Leave it out (--without ${id}), or choose one of: ${patterns.join(', ')}.`,
      ),
    );
  }
  for (const missing of requires.filter((other) => !ids.includes(other))) {
    problems.push(
      problem(
        'FEATURE_REQUIRES',
        `The feature ${id} requires ${missing}, which is not chosen.`,
        `Add --feature ${missing}, or leave ${id} out.`,
      ),
    );
  }
  for (const other of conflicts.filter((one) => ids.includes(one))) {
    problems.push(
      problem(
        'FEATURE_CONFLICT',
        `The features ${id} and ${other} cannot be combined.`,
        `Leave out ${id} or ${other}.`,
      ),
    );
  }
  return problems;
}

function unknownFeature(id: string, known: readonly string[]): Problem {
  return problem(
    'FEATURE_UNKNOWN',
    `There is no feature ${JSON.stringify(id)}.`,
    suggestion(id, known),
  );
}

function contradiction(id: string): Problem {
  return problem(
    'FEATURE_CONTRADICTION',
    `The feature ${id} is both asked for and declined.`,
    'Say one of the two.',
  );
}
