import type { Feature } from '#features/contribution.js';
import type { Catalogue } from '#patterns/catalogue.js';
import { suggestion } from '#shared/nearest.js';
import { byCodeUnit } from '#shared/order.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { problem } from './problems.js';

/** The features a pattern gets when nobody says otherwise. */
export function defaultFeatures(pattern: PatternId, { features }: Catalogue): string[] {
  return Object.values(features)
    .filter((feature) => feature.defaultFor.includes(pattern))
    .map((feature) => feature.id)
    .toSorted(byCodeUnit);
}

/** What was asked for, on top of the defaults and without what was declined. */
export interface FeatureChoice {
  readonly pattern: PatternId;
  readonly asked: readonly string[];
  readonly declined: readonly string[];
}

/** Ids sorted, or every reason why they do not go together. */
export function chooseFeatures(choice: FeatureChoice, catalogue: Catalogue): Result<string[]> {
  const { pattern, asked, declined } = choice;
  const known = Object.keys(catalogue.features);
  const unknown = [...asked, ...declined].filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    return { ok: false, problems: unknown.map((id) => unknownFeature(id, known)) };
  }
  const defaults = defaultFeatures(pattern, catalogue).filter((id) => !declined.includes(id));
  const ids = [...new Set([...defaults, ...asked])].toSorted(byCodeUnit);
  const chosen = ids.flatMap((id) => catalogue.features[id] ?? []);
  const problems = chosen.flatMap((feature) => problemsOf(feature, ids, pattern));
  const contradictions = asked.filter((id) => declined.includes(id)).map(contradiction);
  if (problems.length + contradictions.length > 0) {
    return { ok: false, problems: [...contradictions, ...problems] };
  }
  return { ok: true, value: ids };
}

function problemsOf(feature: Feature, ids: readonly string[], pattern: PatternId): Problem[] {
  const { id, patterns, requires, conflicts } = feature;
  const problems: Problem[] = [];
  if (!patterns.includes(pattern)) {
    problems.push(
      problem(
        'FEATURE_NOT_FOR_PATTERN',
        `The feature ${id} does not work with the pattern ${pattern}.`,
        `Leave it out, or choose one of: ${patterns.join(', ')}.`,
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
