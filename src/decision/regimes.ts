import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge } from '#knowledge/schema.js';
import type { Decision } from './schema.js';

/** What each regime of the answers asks for, and what no code can do about it. */
export function demandsOf(
  { compliance }: CompleteAnswers,
  { demands }: Knowledge,
): Decision['compliance'] {
  return [...compliance].sort().flatMap((regime) => {
    const asked = demands.filter((one) => one.regime === regime);
    if (asked.length === 0) return [];
    return [
      {
        regime,
        demands: asked.map(({ id, demand, seam, veto, control, outside, kind, source }) => ({
          id,
          demand,
          seam,
          veto,
          control,
          outside,
          kind,
          evidence: [id, source],
        })),
      },
    ];
  });
}
