import type { PatternId } from '#shared/pattern-id.js';
import type { CompleteAnswers, Given } from '../complete-answers.js';
import type { Answers } from '../schema.js';
import { said } from './filler.js';
import type { Fill } from './filler.js';

/** Stream-aligned teams have five to nine people: seven in the middle. */
const ENGINEERS_PER_TEAM = 7;
const USUAL_ENGINEERS = 6;

/** Teams grow more slowly than their load. */
const STAFF_GROWTH: Readonly<Record<Given<'growth'>, number>> = {
  flat: 1,
  moderate: 1.2,
  fast: 1.5,
  hyper: 2,
};

function teamsOf(engineers: number): number {
  return Math.max(1, Math.round(engineers / ENGINEERS_PER_TEAM));
}

function usualMaturity(engineers: number): number {
  if (engineers < 20) return 2;
  return engineers < 100 ? 3 : 4;
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
  const engineers = fill<number>(
    'engineers',
    answers.engineers,
    knownTeams === undefined ? USUAL_ENGINEERS : knownTeams * ENGINEERS_PER_TEAM,
    knownTeams === undefined ? 'one team' : `${ENGINEERS_PER_TEAM} for each team`,
  );
  const later = fill<number>(
    'engineersIn18Months',
    answers.engineersIn18Months,
    Math.round(engineers * STAFF_GROWTH[growth]),
    `${growth} growth: ${STAFF_GROWTH[growth]} times today's`,
  );
  const teams = fill<number>(
    'teams',
    answers.teams,
    teamsOf(engineers),
    `about ${ENGINEERS_PER_TEAM} engineers a team`,
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
