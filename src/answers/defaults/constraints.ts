import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';

const USUAL_WEEKS = 26;
const USUAL_ENGINEER_COST = 15_000;

function usualCertainty(today: Given<'today'>): Given<'boundaryCertainty'> {
  return today === 'greenfield' ? 'low' : 'medium';
}

export function completeConstraints(
  answers: Answers,
  fill: Fill,
): Pick<
  CompleteAnswers,
  'budget' | 'engineerCost' | 'firstReleaseWeeks' | 'portability' | 'boundaryCertainty' | 'today'
> {
  const today = fill<Given<'today'>>('today', answers.today, 'greenfield', 'a new repository');
  return {
    budget: said(answers.budget) ?? null,
    engineerCost: fill<number>(
      'engineerCost',
      answers.engineerCost,
      USUAL_ENGINEER_COST,
      'loaded cost of an engineer, USD a month',
    ),
    firstReleaseWeeks: fill<number>(
      'firstReleaseWeeks',
      answers.firstReleaseWeeks,
      USUAL_WEEKS,
      'no date was named',
    ),
    portability: fill<Given<'portability'>>(
      'portability',
      answers.portability,
      'none',
      'not asked for',
    ),
    boundaryCertainty: fill<Given<'boundaryCertainty'>>(
      'boundaryCertainty',
      answers.boundaryCertainty,
      usualCertainty(today),
      today === 'greenfield'
        ? 'a new domain is still being learnt'
        : 'the running system shows some of them',
    ),
    today,
  };
}
