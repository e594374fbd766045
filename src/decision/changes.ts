import { contradictions } from '#answers/contradictions.js';
import type { CompleteAnswers } from '#answers/complete-answers.js';
import { completeAnswers } from '#answers/defaults.js';
import { describesCompany, QUESTION, type QuestionId } from '#answers/questions.js';
import type { Answers } from '#answers/schema.js';

/** A value of one answer. */
export type Value = number | string | readonly string[];

export type ChangedInput = NumericInput | (typeof CHOICES)[number] | (typeof SETS)[number];

/** One answer set to another value. */
export interface Change {
  readonly input: ChangedInput;
  readonly to: Value;
}

/** The answers that were given, without what was assumed for them. */
export function givenIn(complete: CompleteAnswers): Answers {
  const assumed = new Set(complete.assumptions.map(({ key }) => key));
  const given = Object.entries(complete).filter(
    ([key, value]) => value !== null && !assumed.has(key) && describesCompany(key),
  );
  return { ...Object.fromEntries(given), acceptVetoes: complete.acceptVetoes };
}

/**
 * The same company with some answers set to other values, and everything that was assumed assumed again.
 * Undefined when the answers would contradict each other: such a company does not exist.
 */
export function changed(
  complete: CompleteAnswers,
  given: Answers,
  changes: readonly Change[],
): CompleteAnswers | undefined {
  const answers: Answers = {
    ...given,
    ...Object.fromEntries(changes.map(({ input, to }) => [input, to])),
  };
  if (contradictions(answers).length > 0) return undefined;
  return completeAnswers(answers, complete);
}

/** A value as it is written behind a flag. */
export function written(value: unknown): number | string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'number' ? value : String(value);
}

/** Numbers that are searched by factors, and how they are rounded. */
export const NUMERIC = [
  'teams',
  'engineers',
  'averageRps',
  'peakRps',
  'latencyMs',
  'dataGb',
  'consumers',
  'budget',
  'firstReleaseWeeks',
  'users',
] as const satisfies readonly QuestionId[];
export type NumericInput = (typeof NUMERIC)[number];

/** Answers in a few words, or in levels: each of the others is tried. */
export const CHOICES = [
  'opsMaturity',
  'variability',
  'consistency',
  'replay',
  'portability',
  'growth',
  'boundaryCertainty',
  'today',
] as const satisfies readonly QuestionId[];

/** Lists: one entry more, or one less. */
export const SETS = [
  'workload',
  'compliance',
  'experience',
] as const satisfies readonly QuestionId[];

/** Every other value of the answers in words and lists, one change each. */
export function otherWords(complete: CompleteAnswers): readonly Change[] {
  const choices = CHOICES.flatMap((input) =>
    QUESTION[input].choices
      .map(({ value }) => (input === 'opsMaturity' ? Number(value) : value))
      .filter((value) => value !== complete[input])
      .map((to) => ({ input, to })),
  );
  const sets = SETS.flatMap((input) => {
    const now: readonly string[] = complete[input].filter((one) => one !== 'none');
    return QUESTION[input].choices
      .map(({ value }) => value)
      .filter((value) => value !== 'none')
      .map((value) => ({ input, to: toggled(now, value, input) }))
      .filter(({ to }) => to.length > 0);
  });
  return [...choices, ...sets];
}

function toggled(now: readonly string[], value: string, input: string): readonly string[] {
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return next.length === 0 && input === 'compliance' ? ['none'] : next;
}
