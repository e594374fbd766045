import type { Answers } from '#answers/schema.js';
import type { Knowledge } from '#knowledge/schema.js';
import { suggestion } from '#shared/nearest.js';
import type { Problem } from '#shared/user-error.js';

/** Vetoes that were set aside but do not exist: a slip that would otherwise go unnoticed. */
export function acceptedVetoProblems(
  { acceptVetoes }: Pick<Answers, 'acceptVetoes'>,
  knowledge: Knowledge,
): readonly Problem[] {
  const ids: readonly string[] = knowledge.vetoes.map(({ id }) => id);
  return (acceptVetoes ?? [])
    .filter(({ veto }) => !ids.includes(veto))
    .map(({ veto }) => ({
      code: 'VETO_UNKNOWN',
      message: `acceptVetoes: there is no veto ${JSON.stringify(veto)}.`,
      hint: suggestion(veto, ids),
      where: 'acceptVetoes',
    }));
}
