import type { ChoiceQuestion, ChoicesQuestion, NumberQuestion } from '../question.js';

export const workload = {
  id: 'workload',
  group: 'workload',
  kind: 'choices',
  title: 'What the backend does (all that apply)',
  why: 'Each kind of work asks for different things of a runtime.',
  flag: '--workload',
  quick: true,
  unknownAllowed: true,
  choices: [
    { value: 'crud', label: 'create, read, update, delete of business objects' },
    { value: 'transactional', label: 'transactions over several objects (orders, money, stock)' },
    { value: 'read-heavy', label: 'mostly reads: content, catalogue, search, feed' },
    { value: 'realtime', label: 'realtime: open connections, push, collaboration' },
    { value: 'streaming', label: 'streams of events or sensor data' },
    { value: 'batch', label: 'batch jobs, imports, reports' },
    { value: 'inference', label: 'model inference (GPU or more than 10 GB of memory)' },
    { value: 'webhooks', label: 'webhooks and other bursts of small calls' },
    { value: 'long-running', label: 'single pieces of work longer than 15 minutes' },
    { value: 'integration', label: 'gluing other systems together' },
    { value: 'analytics', label: 'analytics over events' },
  ],
} as const satisfies ChoicesQuestion;

export const consistency = {
  id: 'consistency',
  group: 'workload',
  kind: 'choice',
  title: 'Must several objects always agree at once?',
  why: 'Across services or events they agree later; inside one database, at once.',
  flag: '--consistency',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'strong', label: 'strong: a reader may never see them disagree' },
    { value: 'mixed', label: 'mixed: some must, most may follow' },
    { value: 'eventual', label: 'eventual: seconds later is fine' },
  ],
} as const satisfies ChoiceQuestion;

export const replay = {
  id: 'replay',
  group: 'workload',
  kind: 'choice',
  title: 'Must the history of events be kept or replayed?',
  why: 'Replay is one of two good reasons for an event log; the other is volume.',
  flag: '--replay',
  quick: false,
  unknownAllowed: true,
  choices: [
    { value: 'none', label: 'no' },
    { value: 'audit', label: 'audit: show who changed what' },
    { value: 'replay', label: 'replay: rebuild state or feed new consumers from history' },
  ],
} as const satisfies ChoiceQuestion;

export const consumers = {
  id: 'consumers',
  group: 'workload',
  kind: 'number',
  title: 'Independent consumers of the same events',
  why: 'One producer with many readers is what an event backbone is for.',
  flag: '--consumers',
  quick: false,
  unknownAllowed: true,
  unit: 'consumers',
  min: 0,
  max: 10_000,
  integer: true,
} as const satisfies NumberQuestion;
