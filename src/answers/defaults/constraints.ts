import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';
import { usual } from './numbers.js';
import { supervised } from './supervised.js';

function usualCertainty(
  { compliance }: Answers,
  today: Given<'today'>,
): [Given<'boundaryCertainty'>, string] {
  if (today !== 'greenfield') return ['medium', 'the running system shows some of them'];
  return supervised(compliance)
    ? ['medium', 'supervisors and payment schemes have drawn the domains of a bank']
    : ['low', 'a new domain is still being learnt'];
}

function usualPortability({ compliance }: Answers): [Given<'portability'>, string] {
  return supervised(compliance)
    ? ['preferred', 'a supervised bank holds an exit plan for each provider']
    : ['none', 'not asked for'];
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
      usual('engineer-cost'),
      'loaded cost of an engineer, USD a month',
    ),
    firstReleaseWeeks: fill<number>(
      'firstReleaseWeeks',
      answers.firstReleaseWeeks,
      usual('weeks'),
      'no date was named',
    ),
    portability: fill<Given<'portability'>>(
      'portability',
      answers.portability,
      ...usualPortability(answers),
    ),
    boundaryCertainty: fill<Given<'boundaryCertainty'>>(
      'boundaryCertainty',
      answers.boundaryCertainty,
      ...usualCertainty(answers, today),
    ),
    today,
  };
}
