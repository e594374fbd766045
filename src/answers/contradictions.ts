import type { Problem } from '#shared/user-error.js';

type MaybeNumber = number | 'unknown' | undefined;

/** The answers that are compared with each other. */
interface Compared {
  readonly averageRps?: MaybeNumber;
  readonly peakRps?: MaybeNumber;
  readonly engineers?: MaybeNumber;
  readonly teams?: MaybeNumber;
  readonly compliance?: readonly string[] | 'unknown' | undefined;
}

function isNumber(value: number | string | undefined): value is number {
  return typeof value === 'number';
}

/** Pairs of answers that cannot both be true. */
export function contradictions(answers: Compared): readonly Problem[] {
  const { averageRps, peakRps, engineers, teams, compliance } = answers;
  const found: Problem[] = [];
  if (isNumber(averageRps) && isNumber(peakRps) && peakRps < averageRps) {
    found.push({
      code: 'ANSWERS_CONTRADICT',
      message: `peakRps (${peakRps}) is below averageRps (${averageRps}).`,
      hint: 'A peak is at least the average: correct one of --peak-rps and --average-rps.',
      where: 'peakRps',
    });
  }
  if (isNumber(engineers) && isNumber(teams) && teams > engineers) {
    found.push({
      code: 'ANSWERS_CONTRADICT',
      message: `teams (${teams}) is more than engineers (${engineers}).`,
      hint: 'A team has at least one engineer: correct one of --teams and --engineers.',
      where: 'teams',
    });
  }
  if (Array.isArray(compliance) && compliance.includes('none') && compliance.length > 1) {
    found.push({
      code: 'ANSWERS_CONTRADICT',
      message: 'compliance has "none" beside other regimes.',
      hint: 'Give --compliance none, or the regimes without it.',
      where: 'compliance',
    });
  }
  return found;
}
