import type { PatternId } from '#shared/pattern-id.js';
import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';
import { usual } from './numbers.js';

function teamsOf(engineers: number): number {
  return Math.max(1, Math.round(engineers / usual('engineers-per-team')));
}

function usualMaturity(engineers: number): number {
  if (engineers < usual('maturity.some-from')) return usual('maturity.few');
  return usual(engineers < usual('maturity.many-from') ? 'maturity.some' : 'maturity.many');
}

function usualExperience(today: Answers['today']): readonly PatternId[] {
  if (today === 'services') return ['modular-monolith', 'microservices'];
  return today === 'functions' ? ['modular-monolith', 'serverless'] : ['modular-monolith'];
}

export function completeTeam(
  answers: Answers,
  growth: Given<'growth'>,
  fill: Fill,
): Pick<
  CompleteAnswers,
  'engineers' | 'engineersIn18Months' | 'teams' | 'teamsIn18Months' | 'opsMaturity' | 'experience'
> {
  const knownTeams = said(answers.teams);
  const perTeam = usual('engineers-per-team');
  const hiring = usual(`staff-growth.${growth}`);
  const engineers = fill<number>(
    'engineers',
    answers.engineers,
    knownTeams === undefined ? usual('engineers') : knownTeams * perTeam,
    knownTeams === undefined ? 'one team' : `${perTeam} for each team`,
  );
  const later = fill<number>(
    'engineersIn18Months',
    answers.engineersIn18Months,
    Math.round(engineers * hiring),
    `${growth} growth: ${hiring} times today's`,
  );
  const teams = fill<number>(
    'teams',
    answers.teams,
    teamsOf(engineers),
    `about ${perTeam} engineers a team`,
  );
  return {
    engineers,
    engineersIn18Months: later,
    teams,
    teamsIn18Months: fill<number>(
      'teamsIn18Months',
      answers.teamsIn18Months,
      Math.max(1, Math.round(teams * (later / engineers))),
      'teams grow as engineers do',
    ),
    opsMaturity: fill<number>(
      'opsMaturity',
      answers.opsMaturity,
      usualMaturity(engineers),
      'usual for a group of this size',
    ),
    experience: fill<readonly PatternId[]>(
      'experience',
      answers.experience,
      usualExperience(answers.today),
      'nearly everyone has run one deployable; the rest from what exists today',
    ),
  };
}
