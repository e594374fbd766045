import * as z from 'zod';
import { KINDS, SEAM_IDS, VETO_IDS } from '#knowledge/schema.js';
import { Pattern, texts, Usd } from './words.js';

const Load = z.strictObject({
  concurrency: z.number(),
  vcpus: z.number(),
  databaseVcpus: z.number(),
});

const Link = z.strictObject({ link: z.string(), percent: z.number(), evidence: z.string() });
const Chain = z.strictObject({
  pattern: Pattern,
  percent: z.number().describe('all links in a row'),
  minutesDown: z.number().describe('a month'),
  meets: z.boolean().describe('the target'),
  weakest: z.string().describe('the link that breaks the chain first'),
  links: z.array(Link).readonly(),
});
const Recovery = z.strictObject({
  of: z.enum(['time', 'point']),
  asked: z.number().nullable().describe('minutes; null when not said'),
  needs: z.string(),
  evidence: texts,
});

const PatternUsd = z.strictObject({ pattern: Pattern, hosting: Usd, total: Usd });
const RangePoint = z.strictObject({
  averageRps: z.number(),
  patterns: z.array(PatternUsd).readonly(),
});

export const Cost = z.strictObject({
  currency: z.literal('USD'),
  per: z.literal('month'),
  patterns: z.array(
    z.strictObject({
      pattern: Pattern,
      hosting: Usd,
      people: Usd,
      total: Usd,
      engineers: z.number().describe('engineers who keep it running'),
      freeTier: Usd.describe('of hosting, what offers without an end date take off'),
      lines: z.array(z.strictObject({ what: z.string(), usd: Usd })).readonly(),
    }),
  ),
  range: z
    .array(RangePoint)
    .readonly()
    .describe('over the average load, the burst as it is; people included in the total'),
  breakEven: z
    .array(z.strictObject({ averageRps: z.number(), below: Pattern, above: Pattern }))
    .readonly()
    .describe('loads at which the cheapest hosting changes'),
  notIncluded: texts,
});

export const Availability = z.strictObject({
  target: z.number(),
  patterns: z.array(Chain).readonly(),
  recovery: z.array(Recovery).readonly(),
});

export const Compliance = z.array(
  z.strictObject({
    regime: z.string(),
    demands: z
      .array(
        z.strictObject({
          id: z.string(),
          demand: z.string(),
          seam: z.enum(SEAM_IDS).nullable(),
          veto: z.enum(VETO_IDS).nullable(),
          control: z.string().describe('what code, infrastructure and pipeline do'),
          outside: z.string().describe('who must still do what'),
          kind: z.enum(KINDS),
          evidence: texts,
        }),
      )
      .readonly(),
  }),
);

export const Capacity = Load.extend({
  later: Load,
  warnings: z.array(z.strictObject({ pattern: Pattern.nullable(), says: z.string() })).readonly(),
});
