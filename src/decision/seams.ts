import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge, SeamId } from '#knowledge/schema.js';
import type { PatternId } from '#shared/pattern-id.js';

/** A boundary that must be drawn with the chosen pattern. */
export interface NeededSeam {
  readonly id: SeamId;
  readonly patterns: readonly PatternId[];
  readonly says: string;
  readonly evidence: readonly string[];
}

const TESTS: Readonly<Record<SeamId, (complete: CompleteAnswers) => boolean>> = {
  'card-isolation': ({ dataClasses }) => dataClasses.includes('cards'),
  'erasure-plan': ({ dataClasses }) =>
    dataClasses.includes('personal') || dataClasses.includes('health'),
  'health-isolation': ({ dataClasses }) => dataClasses.includes('health'),
};

export function neededSeams(
  complete: CompleteAnswers,
  knowledge: Knowledge,
): readonly NeededSeam[] {
  return knowledge.seams
    .filter(({ id }) => TESTS[id](complete))
    .map(({ id, patterns, says, source }) => ({ id, patterns, says, evidence: [source] }));
}
