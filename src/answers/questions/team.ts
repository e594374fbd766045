import type { ChoicesQuestion, NumberQuestion } from '../question.js';
import type { PatternId } from '#shared/pattern-id.js';

export const engineers = {
  id: 'engineers',
  group: 'team',
  kind: 'number',
  title: 'Engineers who work on this backend now',
  why: 'People are the largest cost, and each deployable takes a share of them.',
  flag: '--engineers',
  quick: true,
  unknownAllowed: true,
  unit: 'people',
  min: 1,
  max: 20_000,
  integer: true,
} as const satisfies NumberQuestion;

export const engineersIn18Months = {
  id: 'engineersIn18Months',
  group: 'team',
  kind: 'number',
  title: 'Engineers in 18 months',
  why: 'A decision should hold for the team that will live with it.',
  flag: '--engineers-in-18-months',
  quick: false,
  unknownAllowed: true,
  unit: 'people',
  min: 1,
  max: 20_000,
  integer: true,
} as const satisfies NumberQuestion;

export const teams = {
  id: 'teams',
  group: 'team',
  kind: 'number',
  title: 'Independent teams now',
  why: 'With a backlog and releases of their own. Separate deployables pay off when teams would otherwise wait for each other.',
  flag: '--teams',
  quick: true,
  unknownAllowed: true,
  unit: 'teams',
  min: 1,
  max: 2_000,
  integer: true,
} as const satisfies NumberQuestion;

export const teamsIn18Months = {
  id: 'teamsIn18Months',
  group: 'team',
  kind: 'number',
  title: 'Independent teams in 18 months',
  why: 'Growth in teams is the most common reason to split later.',
  flag: '--teams-in-18-months',
  quick: false,
  unknownAllowed: true,
  unit: 'teams',
  min: 1,
  max: 2_000,
  integer: true,
} as const satisfies NumberQuestion;

export const opsMaturity = {
  id: 'opsMaturity',
  group: 'team',
  kind: 'number',
  title: 'How you run software today, 1 to 5',
  why: 'Many deployables without automated delivery and monitoring fail first.',
  flag: '--ops-maturity',
  quick: true,
  unknownAllowed: true,
  unit: 'level',
  min: 1,
  max: 5,
  integer: true,
  choices: [
    { value: '1', label: '1: deployed by hand' },
    { value: '2', label: '2: CI and automated deployment' },
    { value: '3', label: '3: containers or infrastructure as code, and on-call' },
    { value: '4', label: '4: platform team, service level objectives' },
    { value: '5', label: '5: industry leading' },
  ],
} as const satisfies NumberQuestion;

export const experience = {
  id: 'experience',
  group: 'team',
  kind: 'choices',
  title: 'Patterns this team has run in production',
  why: 'A first time with a pattern costs months; it is not the moment to learn three.',
  flag: '--experience',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'modular-monolith', label: 'modular monolith' },
    { value: 'serverless', label: 'serverless functions' },
    { value: 'event-driven', label: 'event-driven with a log or broker' },
    { value: 'microservices', label: 'microservices' },
  ],
} as const satisfies ChoicesQuestion<PatternId>;
