import * as z from 'zod';
import { PATTERN_IDS } from '#shared/pattern-id.js';

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

/** Everything the decision knows. */
export const Knowledge = z.strictObject({
  criteria: z.array(Criterion),
  needs: z.array(Need),
  prices: z.array(Amount),
  ratings: z.array(Rating),
  seams: z.array(Seam),
  sources: z.array(Source),
  thresholds: z.array(Amount),
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
export type FactId = (typeof FACTS)[number];
export type Knowledge = z.infer<typeof Knowledge>;
