import * as z from 'zod';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { Case } from './case.js';

const Id = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Pattern = z.enum(PATTERN_IDS);

/** How far a number can be trusted; printed with it. */
export const KINDS = ['measured', 'published', 'case', 'judgement'] as const;

/** Where a record comes from, and where it stops being true. */
const provenance = {
  id: Id,
  source: Id.describe('id in sources.json'),
  date: Day.describe('when it was last looked at'),
  kind: z.enum(KINDS),
  holdsWhen: z.string().min(10),
  owner: z.string().min(1),
};

const amount = { value: z.number(), low: z.number(), high: z.number(), unit: z.string().min(1) };

/** A number with its range: a price, a threshold or a weight. */
export const Amount = z.strictObject({ ...provenance, ...amount });

/** How well a pattern does on a criterion, 1 to 5. */
export const Rating = z.strictObject({
  ...provenance,
  ...amount,
  criterion: Id,
  pattern: Pattern,
  mature: z
    .number()
    .optional()
    .describe('the value at the highest maturity, where delivery practice moves it'),
});

/** What the model can ask about a company; `src/decision/facts.ts` derives each from the answers. */
export const FACTS = [
  'availability',
  'boundaryCertainty',
  'budget',
  'burst',
  'compliance',
  'consistency',
  'consumers',
  'dataClasses',
  'dataGb',
  'engineers',
  'firstReleaseWeeks',
  'latencyMs',
  'opsMaturity',
  'peakRps',
  'portability',
  'replay',
  'teams',
  'today',
  'variability',
  'workload',
] as const;

/** How much of a criterion a fact asks for: a curve over a number, or a level for each word. */
export const Need = z.strictObject({
  ...provenance,
  criterion: Id,
  input: z.enum(FACTS),
  label: z.string().min(1),
  how: z
    .enum(['max', 'add', 'cap'])
    .describe('the largest max counts, then each add, and no more than each cap'),
  unit: z.string().min(1),
  points: z
    .array(z.strictObject({ at: z.number().positive(), need: z.number() }))
    .min(2)
    .optional(),
  levels: z
    .array(z.strictObject({ is: z.string(), need: z.number() }))
    .min(1)
    .optional(),
});

export const Criterion = z.strictObject({
  id: Id,
  title: z.string(),
  family: z.string().describe('ISO/IEC 25010 characteristic'),
  pair: z.enum(['change', 'complexity', 'scale']).nullable().describe('correlated criteria'),
  asks: z.string(),
  learnt: z.boolean().describe('experience with a pattern moves its rating to the high end'),
  computed: z.boolean().describe('comes from a formula instead of ratings'),
  first: z.boolean().describe('takes its part of the cap of the pair before the other'),
});

export const Source = z.strictObject({
  id: Id,
  title: z.string().min(10),
  address: z.string().min(3),
  basis: z.enum(['found', 'memory']).describe('read at the address, or remembered'),
  date: Day,
});

export const VETO_IDS = [
  'functions-authorised',
  'functions-limits',
  'microservices-prerequisites',
  'microservices-single-team',
  'strong-invariants',
] as const;

/** What rules a pattern out, whatever its score. */
export const Veto = z.strictObject({
  ...provenance,
  id: z.enum(VETO_IDS),
  pattern: Pattern,
  says: z.string().min(20),
  unless: z.string().min(10),
  evidence: z.array(Id).min(1),
});

export const SEAM_IDS = ['card-isolation', 'erasure-plan', 'health-isolation'] as const;

/** A boundary that must be drawn if a pattern is chosen. */
export const Seam = z.strictObject({
  ...provenance,
  id: z.enum(SEAM_IDS),
  patterns: z.array(Pattern).min(1),
  says: z.string().min(20),
});

/** What to measure once it runs, and the step that follows when it passes its value. */
export const Trigger = z.strictObject({
  ...provenance,
  ...amount,
  patterns: z.array(Pattern).min(1).describe('while it is deployed as one of these'),
  measure: z.string().min(10),
  where: z.string().min(3),
  when: z.enum(['above', 'below']),
  during: z.string().min(3),
  next: z.string().min(20),
  to: Pattern.nullable().describe('the pattern that the step leads towards'),
});

/** What a regime asks for: what the code does about it, and what people must still do. */
export const Demand = z.strictObject({
  ...provenance,
  regime: z.string(),
  demand: z.string().min(20),
  seam: z.enum(SEAM_IDS).nullable(),
  veto: z.enum(VETO_IDS).nullable(),
  control: z.string().min(20),
  controls: z.array(z.string()), // of regimes.json: what a generated repo has for it
  outside: z.string().min(20),
});

const words = z.array(z.string()).min(1).optional();

/** Something that is so in a situation; all that is said must hold. */
export const Condition = z.strictObject({
  of: z.enum([
    'consistency',
    'consumers',
    'latencyMs',
    'opsMaturity',
    'pattern',
    'peakRps',
    'portability',
    'replay',
    'teams',
    'workload',
  ]),
  is: words.describe('one of these, or one of these among several'),
  lacks: words.describe('none of these among several'),
  atLeast: z.number().optional(),
  below: z.number().optional(),
});

/** A question of technology, its options, and what is usual. */
export const Topic = z.strictObject({
  ...provenance,
  title: z.string().min(3),
  usually: z.string(),
  says: z.string().min(20),
  options: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        builds: z.boolean().describe('what the generator can build'),
        note: z.string().nullable(),
      }),
    )
    .min(2),
});

/** When another option than the usual one is better; without conditions, nobody asks for them. */
export const Advice = z.strictObject({
  ...provenance,
  topic: Id,
  choose: z.string(),
  when: z.array(Condition),
  says: z.string().min(20),
});

/** A row of the usual table of options. */
export const Comparison = z.strictObject({
  ...provenance,
  topic: Id,
  aspect: z.string().min(3),
  says: z.array(z.strictObject({ option: z.string(), text: z.string().min(3) })).min(2),
});

const numbers = z.record(z.string(), z.number());

/** What the words of published cases mean as answers. */
export const CaseCodes = z.strictObject({
  ...provenance,
  latencyMs: numbers,
  budget: numbers.describe('USD a month'),
  dataGb: numbers,
  multiples: numbers.describe('letters behind numbers'),
  secondsPerDay: z.number(),
  dailyShareOfMonthly: z.number().describe('of those who come in a month'),
  functionsSince: z.number().describe('the year in which functions became generally available'),
  mostRps: z.number().describe('the most that the question takes'),
  workload: z.record(z.string(), z.array(z.string())),
  compliance: z.record(z.string(), z.array(z.string())),
  today: z.record(z.string(), z.string()).describe('a word in the text, and the answer'),
});

const Text = z.string().min(3);

/** Something that a generated repo does, the file that does it and the test that proves it. */
export const Control = z.strictObject({
  id: Id,
  does: Text,
  file: Text,
  test: Text,
  needs: z.array(z.string()).describe('features that bring it; postgresql: a module that is on it'),
});

/** Rules that apply, and what each of their demands means for a repo and for people. */
export const Regime = z.strictObject({
  id: Id,
  title: Text,
  rules: Text.describe('their full name and edition'),
  source: Id.describe('id in sources.json'),
  date: Day.describe('when it was last looked at'),
  demands: z.array(
    z.strictObject({
      clause: Text,
      demand: Text,
      controls: z.array(Id),
      outside: Text.describe('what people must do besides'),
    }),
  ),
});

export const Regimes = z.strictObject({ controls: z.array(Control), regimes: z.array(Regime) });

/** Everything the decision knows. */
export const Knowledge = z.strictObject({
  advice: z.array(Advice),
  caseCodes: CaseCodes,
  cases: z.array(Case),
  comparisons: z.array(Comparison),
  criteria: z.array(Criterion),
  demands: z.array(Demand),
  needs: z.array(Need),
  prices: z.array(Amount),
  ratings: z.array(Rating),
  seams: z.array(Seam),
  sources: z.array(Source),
  thresholds: z.array(Amount),
  topics: z.array(Topic),
  triggers: z.array(Trigger),
  vetoes: z.array(Veto),
  weights: z.array(Amount),
});

export type Amount = z.infer<typeof Amount>;
export type Rating = z.infer<typeof Rating>;
export type Need = z.infer<typeof Need>;
export type Criterion = z.infer<typeof Criterion>;
export type Source = z.infer<typeof Source>;
export type Veto = z.infer<typeof Veto>;
export type VetoId = Veto['id'];
export type Seam = z.infer<typeof Seam>;
export type SeamId = Seam['id'];
export type Trigger = z.infer<typeof Trigger>;
export type Condition = z.infer<typeof Condition>;
export type Topic = z.infer<typeof Topic>;
export type Advice = z.infer<typeof Advice>;
export type Comparison = z.infer<typeof Comparison>;
export type Demand = z.infer<typeof Demand>;
export type FactId = (typeof FACTS)[number];
export type CaseCodes = Readonly<z.infer<typeof CaseCodes>>;
export type Control = z.infer<typeof Control>;
export type Regime = z.infer<typeof Regime>;
export type Regimes = z.infer<typeof Regimes>;
export type Knowledge = z.infer<typeof Knowledge>;
