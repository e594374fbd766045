import type { ChoiceQuestion, NumberQuestion } from '../question.js';

export const users = {
  id: 'users',
  group: 'load',
  kind: 'number',
  title: 'People who use it on a normal day',
  why: 'Turned into requests per second, with the assumption printed.',
  flag: '--users',
  quick: true,
  unknownAllowed: true,
  unit: 'people a day',
  min: 0,
  max: 5_000_000_000,
  integer: true,
} as const satisfies NumberQuestion;

export const averageRps = {
  id: 'averageRps',
  group: 'load',
  kind: 'number',
  title: 'Average requests per second',
  why: 'Pay-per-request and always-on servers break even at an average load.',
  flag: '--average-rps',
  quick: false,
  unknownAllowed: true,
  unit: 'requests/s',
  min: 0,
  max: 10_000_000,
  integer: false,
} as const satisfies NumberQuestion;

export const peakRps = {
  id: 'peakRps',
  group: 'load',
  kind: 'number',
  title: 'Peak requests per second',
  why: 'Capacity is bought for the peak.',
  flag: '--peak-rps',
  quick: false,
  unknownAllowed: true,
  unit: 'requests/s',
  min: 0,
  max: 10_000_000,
  integer: false,
} as const satisfies NumberQuestion;

export const variability = {
  id: 'variability',
  group: 'load',
  kind: 'choice',
  title: 'How the load varies',
  why: 'Idle capacity is what functions save; steady load is where they cost more.',
  flag: '--variability',
  quick: true,
  unknownAllowed: true,
  choices: [
    { value: 'steady', label: 'steady: the peak is close to the average' },
    { value: 'diurnal', label: 'diurnal: peak 2 to 4 times the average' },
    { value: 'spiky', label: 'spiky: 4 to 10 times, or unpredictable' },
    { value: 'extreme', label: 'extreme: more than 10 times, or zero to peak in minutes' },
  ],
} as const satisfies ChoiceQuestion;

export const growth = {
  id: 'growth',
  group: 'load',
  kind: 'choice',
  title: 'Growth of the load in 18 months',
  why: 'The load to plan for is the one at the end of the plan.',
  flag: '--growth',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'flat', label: 'flat' },
    { value: 'moderate', label: 'moderate: about half again' },
    { value: 'fast', label: 'fast: about three times' },
    { value: 'hyper', label: 'hyper: ten times or more' },
  ],
} as const satisfies ChoiceQuestion;

export const latencyMs = {
  id: 'latencyMs',
  group: 'load',
  kind: 'number',
  title: 'Response time that 99 % of requests must keep',
  why: 'Cold starts, network hops and queues all spend it.',
  flag: '--latency-ms',
  quick: false,
  unknownAllowed: true,
  unit: 'ms',
  min: 1,
  max: 86_400_000,
  integer: false,
} as const satisfies NumberQuestion;

export const recoveryMinutes = {
  id: 'recoveryMinutes',
  group: 'load',
  kind: 'number',
  title: 'How long may it be down after a disaster?',
  why: 'The recovery time decides between backups, a standby and a second region.',
  flag: '--recovery-minutes',
  quick: false,
  unknownAllowed: true,
  unit: 'minutes',
  min: 0,
  max: 100_000,
  integer: false,
} as const satisfies NumberQuestion;

export const recoveryPointMinutes = {
  id: 'recoveryPointMinutes',
  group: 'load',
  kind: 'number',
  title: 'How much of what was just written may be lost?',
  why: 'The recovery point decides whether backups are enough.',
  flag: '--recovery-point-minutes',
  quick: false,
  unknownAllowed: true,
  unit: 'minutes',
  min: 0,
  max: 100_000,
  integer: false,
} as const satisfies NumberQuestion;

export const availability = {
  id: 'availability',
  group: 'load',
  kind: 'number',
  title: 'Availability target',
  why: 'Decides how far one failure may spread, and how much is doubled.',
  flag: '--availability',
  quick: false,
  unknownAllowed: true,
  unit: '%',
  min: 90,
  max: 99.999,
  integer: false,
} as const satisfies NumberQuestion;
