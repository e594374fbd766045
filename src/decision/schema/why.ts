import * as z from 'zod';
import { SEAM_IDS, VETO_IDS } from '#knowledge/schema.js';
import { Pattern, Share, texts, Usd } from './words.js';

export const Contribution = z.strictObject({
  criterion: z.string(),
  need: z.number().describe('how much of it this company needs, 1 to 5'),
  rating: z.number().nullable().describe('how much the pattern offers, 1 to 5; null when computed'),
  weight: Share,
  value: z.number().describe('1 when the need is met, less by a quarter for each level short'),
  evidence: z.string().nullable(),
});

export const Ranked = z.strictObject({
  pattern: Pattern,
  acceptability: Share.describe('share of draws in which the pattern comes first'),
  error: Share.describe('Monte-Carlo standard error of the acceptability'),
  value: z.number().describe('expected value, weights summing to one'),
  vetoed: z.boolean(),
  cost: z.strictObject({ hosting: Usd, people: Usd, total: Usd }),
  contributions: z.array(Contribution),
});

export const Driver = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  weight: Share,
  need: z.number(),
  because: texts.describe('the answers that make it count'),
  evidence: texts,
  assumed: z.boolean(),
});

/** What rules a pattern out. */
export const Vetoes = z.array(
  z.strictObject({
    id: z.enum(VETO_IDS),
    pattern: Pattern,
    trigger: z.string(),
    says: z.string(),
    unless: z.string(),
    evidence: texts,
    accepted: z.string().nullable().describe('why it was set aside; null when it stands'),
  }),
);

/** Boundaries that data asks for. */
export const Seams = z.array(
  z.strictObject({
    id: z.enum(SEAM_IDS),
    patterns: z.array(Pattern).readonly(),
    says: z.string(),
    evidence: texts,
  }),
);

export const Reasons = z.array(
  z.strictObject({
    criterion: z.string(),
    title: z.string(),
    favours: Pattern,
    because: texts,
    evidence: texts,
    share: Share,
  }),
);

export const Against = z.array(
  z.strictObject({ pattern: Pattern, veto: z.enum(VETO_IDS).nullable(), criteria: texts }),
);

export type Contribution = z.infer<typeof Contribution>;
export type Ranked = z.infer<typeof Ranked>;
export type Driver = z.infer<typeof Driver>;
