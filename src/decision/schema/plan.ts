import * as z from 'zod';
import { Pattern, Share, texts, Usd } from './words.js';

/** Ways of running a part of the work beside, or within, the core. */
export const RUNTIMES = [
  'outbox',
  'functions',
  'event-log',
  'isolated-service',
  'containers',
] as const;

/** A part of the work that is better run another way than the core, and what the seam costs. */
export const HybridPart = z.strictObject({
  part: z.string().describe('the kind of work, or the data, that is treated apart'),
  runtime: z.enum(RUNTIMES),
  extra: z.boolean().describe('a runtime beside the core; false: within it'),
  says: z.string(),
  because: z.string(),
  cost: z.strictObject({ hosting: Usd, people: Usd }).describe('of the seam, a month'),
  gain: z.number().describe('in value, for that part alone; 0 when a rule asks for it'),
  taken: z.boolean().describe('false: noticed, and left in the core because of `limit`'),
  limit: z.string().nullable(),
  evidence: texts,
});

export const Hybrid = z.strictObject({
  core: Pattern,
  says: z.string(),
  parts: z.array(HybridPart),
});

export const Stage = z.strictObject({
  id: z.string(),
  kind: z.enum(['now', 'strangle', 'trigger']),
  title: z.string(),
  measure: z.string().nullable(),
  where: z.string().nullable(),
  when: z.enum(['above', 'below', 'reaches', 'falls to']).nullable(),
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  during: z.string().nullable(),
  now: z.number().nullable().describe('the value today, where the answers say it'),
  next: z.string(),
  to: Pattern.nullable(),
  evidence: texts,
});

export const Precedent = z.strictObject({
  id: z.string(),
  organisation: z.string(),
  system: z.string(),
  year: z.number().nullable(),
  decided: Pattern,
  agrees: z.boolean().describe('with what is recommended here'),
  counter: z.boolean().describe('shown because it decided otherwise'),
  likeness: Share.describe('1: the same context'),
  alike: texts,
  differs: texts,
  outcome: z.string(),
  reason: z.string(),
  source: z.strictObject({ title: z.string(), address: z.string() }),
});

export type HybridPart = z.infer<typeof HybridPart>;
export type Stage = z.infer<typeof Stage>;
export type Precedent = z.infer<typeof Precedent>;
