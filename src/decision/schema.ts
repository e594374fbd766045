import * as z from 'zod';
import { SEAM_IDS, VETO_IDS } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { WORDS } from './confidence.js';

const Pattern = z.enum(PATTERN_IDS);
const Share = z.number().min(0).max(1);
const texts = z.array(z.string()).readonly();
const Usd = z.number().min(0).describe('USD a month');

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

const Load = z.strictObject({
  concurrency: z.number(),
  vcpus: z.number(),
  databaseVcpus: z.number(),
});

/** The answer of the engine: plain JSON, the same bytes for the same answers. */
export const Decision = z.strictObject({
  recommended: z.strictObject({ pattern: Pattern, confidence: Share, word: z.enum(WORDS) }),
  ranking: z.array(Ranked).describe('the recommended pattern first'),
  vetoes: z.array(
    z.strictObject({
      id: z.enum(VETO_IDS),
      pattern: Pattern,
      trigger: z.string(),
      says: z.string(),
      unless: z.string(),
      evidence: texts,
      accepted: z.string().nullable().describe('why it was set aside; null when it stands'),
    }),
  ),
  seams: z.array(
    z.strictObject({
      id: z.enum(SEAM_IDS),
      patterns: z.array(Pattern).readonly(),
      says: z.string(),
      evidence: texts,
    }),
  ),
  drivers: z.array(Driver).describe('all criteria, the heaviest first'),
  rival: Pattern.describe('the pattern that the reasons compare with'),
  reasons: z.array(
    z.strictObject({
      criterion: z.string(),
      title: z.string(),
      favours: Pattern,
      because: texts,
      evidence: texts,
      share: Share,
    }),
  ),
  against: z.array(
    z.strictObject({ pattern: Pattern, veto: z.enum(VETO_IDS).nullable(), criteria: texts }),
  ),
  flips: z.array(
    z.strictObject({
      input: z.string(),
      from: z.union([z.number(), z.string()]),
      to: z.union([z.number(), z.string()]).nullable().describe('null: no value in reach'),
      direction: z.enum(['up', 'down', 'to']),
      winner: Pattern.nullable(),
    }),
  ),
  cost: z.strictObject({
    currency: z.literal('USD'),
    per: z.literal('month'),
    patterns: z.array(
      z.strictObject({
        pattern: Pattern,
        hosting: Usd,
        people: Usd,
        total: Usd,
        engineers: z.number().describe('engineers who keep it running'),
        lines: z.array(z.strictObject({ what: z.string(), usd: Usd })).readonly(),
      }),
    ),
  }),
  capacity: Load.extend({
    later: Load,
    warnings: z.array(z.strictObject({ pattern: Pattern.nullable(), says: z.string() })).readonly(),
  }),
  assumptions: z.array(
    z.strictObject({
      key: z.string(),
      value: z.union([z.number(), z.string(), texts, z.null()]),
      because: z.string(),
    }),
  ),
  draws: z.int(),
  pricesSeen: z.string().describe('date of the oldest price'),
  engineVersion: z.string(),
  answersHash: z.string(),
});

export type Contribution = z.infer<typeof Contribution>;
export type Ranked = z.infer<typeof Ranked>;
export type Driver = z.infer<typeof Driver>;
export type Decision = z.infer<typeof Decision>;

/** The JSON Schema of what `decide --json` prints. */
export function decisionJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'decision.schema.json',
    title: 'Decision of create-backend',
    ...z.toJSONSchema(Decision, { target: 'draft-2020-12' }),
  };
}
