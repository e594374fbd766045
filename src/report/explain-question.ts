import type { QuestionId } from '#answers/questions.js';
import type { FactId, Knowledge } from '#knowledge/schema.js';

/** The facts of the model that each answer ends up in; an answer that is in none has no numbers behind it. */
const FACTS_OF: Readonly<Record<string, readonly FactId[]>> = {
  engineers: ['engineers'],
  engineersIn18Months: ['engineers'],
  teams: ['teams'],
  teamsIn18Months: ['teams'],
  opsMaturity: ['opsMaturity'],
  users: ['peakRps'],
  averageRps: ['peakRps', 'burst'],
  peakRps: ['peakRps', 'burst'],
  variability: ['variability', 'burst'],
  growth: ['peakRps'],
  latencyMs: ['latencyMs'],
  availability: ['availability'],
  workload: ['workload'],
  consistency: ['consistency'],
  replay: ['replay'],
  consumers: ['consumers'],
  dataClasses: ['compliance', 'dataClasses'],
  dataGb: ['dataGb'],
  compliance: ['compliance'],
  budget: ['budget'],
  firstReleaseWeeks: ['firstReleaseWeeks'],
  portability: ['portability'],
  boundaryCertainty: ['boundaryCertainty'],
  today: ['today'],
} satisfies Partial<Record<QuestionId, readonly FactId[]>>;

/** Answers that the model reads in another way than as a need. */
const OTHERWISE: Readonly<Record<string, string>> = {
  experience: 'Moves what you have run before to the high end of its ratings.',
  recoveryMinutes: 'Says what has to stand by; see recovery in the decision.',
  recoveryPointMinutes: 'Says whether backups are enough; see recovery in the decision.',
  engineerCost: 'Prices the hours of those who run it, in the cost of each pattern.',
} satisfies Partial<Record<QuestionId, string>>;

/** One thing that an answer changes, and on what that rests. */
export interface Effect {
  /** The criterion, in words. */
  readonly changes: string;
  readonly because: string;
  /** Where it is from, and how far it can be trusted. */
  readonly source: string;
  /** What `explain` knows it as. */
  readonly id: string;
}

/** What the answer to a question changes in the decision, with the evidence for it. */
export function effectsOf(question: string, knowledge: Knowledge): readonly Effect[] {
  const facts = FACTS_OF[question] ?? [];
  return knowledge.needs
    .filter(({ input }) => facts.includes(input))
    .map(({ id, criterion, holdsWhen, kind, source, date }) => ({
      changes: knowledge.criteria.find((one) => one.id === criterion)?.title ?? criterion,
      because: holdsWhen,
      source:
        kind === 'judgement'
          ? `our judgement, ${date}`
          : `${knowledge.sources.find((one) => one.id === source)?.title ?? source}; ${kind}, ${date}`,
      id,
    }));
}

/** The same in words, a paragraph each; says so where there is nothing behind a question. */
export function explainQuestion(question: string, knowledge: Knowledge): readonly string[] {
  const effects = effectsOf(question, knowledge).map(
    ({ changes, because, source }) => `${changes}: ${because} (${source})`,
  );
  const first = effectsOf(question, knowledge)[0];
  const other = OTHERWISE[question];
  return [
    ...(other === undefined ? [] : [other]),
    ...effects,
    ...(first === undefined ? [] : [`All of it: create-backend explain ${first.id}`]),
  ];
}
