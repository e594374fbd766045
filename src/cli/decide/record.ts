import type { ArchitectureFile } from '#architecture/schema.js';
import type { Decision } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';

/** What `architecture.json` keeps of a decision: enough to repeat it, and why it was not followed. */
export function recordOf(
  { recommended, vetoes, engineVersion, answersHash }: Decision,
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
    vetoOverrides: setAside,
  };
}
