import type { ChoiceQuestion, TextQuestion } from '../question.js';
import type { PatternId } from '#shared/pattern-id.js';

export const project = {
  id: 'project',
  group: 'project',
  kind: 'text',
  title: 'Project name',
  why: 'Names the package, the images and the deployments.',
  flag: '--project',
  quick: false,
  unknownAllowed: false,
  list: false,
} as const satisfies TextQuestion;

export const modules = {
  id: 'modules',
  group: 'project',
  kind: 'text',
  title: 'Modules (comma-separated)',
  why: 'Each is a part with its own data. Ready-made: users, inventory, orders, payments. Any other name gets a working example; person:people says an irregular plural.',
  flag: '--modules',
  quick: false,
  unknownAllowed: false,
  list: true,
} as const satisfies TextQuestion;

export const pattern = {
  id: 'pattern',
  group: 'project',
  kind: 'choice',
  title: 'Use this pattern instead of the recommended one',
  why: 'The choice is yours; the reason is recorded.',
  flag: '--pattern',
  quick: false,
  unknownAllowed: false,
  choices: [
    { value: 'modular-monolith', label: 'modular monolith' },
    { value: 'serverless', label: 'serverless functions' },
    { value: 'event-driven', label: 'event-driven' },
    { value: 'microservices', label: 'microservices' },
  ],
} as const satisfies ChoiceQuestion<PatternId>;

export const overrideReason = {
  id: 'overrideReason',
  group: 'project',
  kind: 'text',
  title: 'Why another pattern than the recommended one',
  why: 'Goes into the decision record, for those who come later.',
  flag: '--override-reason',
  quick: false,
  unknownAllowed: false,
  list: false,
} as const satisfies TextQuestion;

export const features = {
  id: 'features',
  group: 'project',
  kind: 'text',
  title: 'Features besides the defaults of the pattern',
  why: 'Optional capabilities of the generated repo.',
  flag: '--feature',
  quick: false,
  unknownAllowed: false,
  list: true,
} as const satisfies TextQuestion;

export const without = {
  id: 'without',
  group: 'project',
  kind: 'text',
  title: 'Default features to leave out',
  why: 'What you deploy with already need not be generated.',
  flag: '--without',
  quick: false,
  unknownAllowed: false,
  list: true,
} as const satisfies TextQuestion;

export const packageManager = {
  id: 'packageManager',
  group: 'project',
  kind: 'choice',
  title: 'Package manager',
  why: 'Installs, and runs scripts; pipelines and images use npm. Assumed: the one that started this.',
  flag: '--package-manager',
  quick: false,
  unknownAllowed: false,
  choices: [
    { value: 'npm', label: 'npm' },
    { value: 'pnpm', label: 'pnpm' },
    { value: 'yarn', label: 'yarn' },
    { value: 'bun', label: 'bun' },
  ],
} as const satisfies ChoiceQuestion;
