import type { ChoicesQuestion, NumberQuestion } from '../question.js';

export const dataClasses = {
  id: 'dataClasses',
  group: 'data',
  kind: 'choices',
  title: 'Kinds of data it holds (all that apply)',
  why: 'Sensitive data wants a boundary of its own, and erasure wants a plan.',
  flag: '--data-classes',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'public', label: 'public' },
    { value: 'internal', label: 'internal to the company' },
    { value: 'personal', label: 'personal data' },
    { value: 'health', label: 'health data' },
    { value: 'cards', label: 'payment card numbers' },
    { value: 'financial', label: 'accounts and money' },
    { value: 'government', label: 'government data' },
  ],
} as const satisfies ChoicesQuestion;

export const dataGb = {
  id: 'dataGb',
  group: 'data',
  kind: 'number',
  title: 'Data stored after a year',
  why: 'Sizes the database and its share of the bill.',
  flag: '--data-gb',
  quick: false,
  unknownAllowed: true,
  unit: 'GB',
  min: 0,
  max: 100_000_000,
  integer: false,
} as const satisfies NumberQuestion;

export const compliance = {
  id: 'compliance',
  group: 'compliance',
  kind: 'choices',
  title: 'Rules that apply (all that apply)',
  why: 'Each makes its own demands; few of them change the pattern.',
  flag: '--compliance',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'none', label: 'none' },
    { value: 'gdpr', label: 'GDPR' },
    { value: 'hipaa', label: 'HIPAA' },
    { value: 'pci', label: 'PCI DSS' },
    { value: 'soc2', label: 'SOC 2' },
    { value: 'iso27001', label: 'ISO 27001' },
    { value: 'fedramp', label: 'FedRAMP' },
    { value: 'banking', label: 'banking or insurance supervision (DORA, PRA)' },
  ],
} as const satisfies ChoicesQuestion;
