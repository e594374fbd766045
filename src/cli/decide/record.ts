import type { ArchitectureFile } from '#architecture/schema.js';
import type { Decision, Stage } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';

type Measured = NonNullable<ArchitectureFile['decision']>['path'];

/** Stages of the path that a measurement starts; the others are steps of a plan. */
function measured({ id, measure, where, when, threshold, unit, during, next }: Stage): Measured {
  if (measure === null || where === null || when === null || threshold === null) return [];
  return [{ id, measure, where, when, threshold, unit: unit ?? '', during: during ?? '', next }];
}

/** What `architecture.json` keeps of a decision: enough to repeat it, and why it was not followed. */
export function recordOf(
  { recommended, vetoes, path, engineVersion, answersHash }: Decision,
  chosen: PatternId,
  because: string | null,
): NonNullable<ArchitectureFile['decision']> {
  const setAside = vetoes.flatMap(({ id, pattern, accepted }) => {
    const reason = accepted ?? (pattern === chosen ? because : null);
    return reason === null ? [] : [{ veto: id, because: reason }];
  });
  return {
    recommended: recommended.pattern,
    chosen,
    because,
    word: recommended.word,
    engineVersion,
    answersHash,
    path: path.flatMap(measured),
    vetoOverrides: setAside,
  };
}
