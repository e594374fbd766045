import type { ChoiceQuestion, NumberQuestion } from '../question.js';

export const budget = {
  id: 'budget',
  group: 'constraints',
  kind: 'number',
  title: 'Hosting budget',
  why: 'Some patterns have a floor: it is paid before the first request.',
  flag: '--budget',
  quick: false,
  unknownAllowed: true,
  unit: 'USD a month',
  min: 0,
  max: 100_000_000,
  integer: false,
} as const satisfies NumberQuestion;

export const engineerCost = {
  id: 'engineerCost',
  group: 'constraints',
  kind: 'number',
  title: 'What an engineer costs, all included',
  why: 'Time spent on running the system usually costs more than the machines.',
  flag: '--engineer-cost',
  quick: false,
  unknownAllowed: true,
  unit: 'USD a month',
  min: 0,
  max: 1_000_000,
  integer: false,
} as const satisfies NumberQuestion;

export const firstReleaseWeeks = {
  id: 'firstReleaseWeeks',
  group: 'constraints',
  kind: 'number',
  title: 'Weeks to the first release',
  why: 'Distribution is built before the first feature; a near date leaves no room for it.',
  flag: '--first-release-weeks',
  quick: false,
  unknownAllowed: true,
  unit: 'weeks',
  min: 1,
  max: 520,
  integer: false,
} as const satisfies NumberQuestion;

export const portability = {
  id: 'portability',
  group: 'constraints',
  kind: 'choice',
  title: 'Must it run outside one cloud?',
  why: 'In other clouds, at customers, on own machines. Functions and managed buses tie you to their vendor.',
  flag: '--portability',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'none', label: 'no' },
    { value: 'preferred', label: 'preferred' },
    { value: 'required', label: 'required' },
  ],
} as const satisfies ChoiceQuestion;

export const boundaryCertainty = {
  id: 'boundaryCertainty',
  group: 'constraints',
  kind: 'choice',
  title: 'How sure are you of the boundaries between modules?',
  why: 'A wrong boundary is a refactoring inside one process, a migration between two.',
  flag: '--boundary-certainty',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'low', label: 'low: we are still learning the domain' },
    { value: 'medium', label: 'medium' },
    { value: 'high', label: 'high: they have been stable for years' },
  ],
} as const satisfies ChoiceQuestion;

export const today = {
  id: 'today',
  group: 'constraints',
  kind: 'choice',
  title: 'What exists today',
  why: 'What the team runs already is paid for, and known.',
  flag: '--today',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'greenfield', label: 'nothing yet' },
    { value: 'monolith', label: 'a monolith' },
    { value: 'services', label: 'services' },
    { value: 'functions', label: 'functions' },
  ],
} as const satisfies ChoiceQuestion;
