import * as z from 'zod';

const PATTERNS = ['modular_monolith', 'microservices', 'serverless', 'event_driven'] as const;
const CasePattern = z.enum(PATTERNS);

/** Unknown, whether it is left out or null. */
const unknown = <Type extends z.ZodType>(type: Type) => type.nullable().default(null);
const Count = z.number().nonnegative();
const words = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const NOBODY_COUNTED = { min: null, max: null, basis: 'unknown' };
const NO_TEAMS = { value: null, basis: 'unknown' };
const NO_TRAFFIC = { rps_avg: null, rps_peak: null, events_per_day: null, users: null };

/**
 * A published architecture decision: its context, what was decided, and how it went. Only the id, the decision and
 * the label must be there; what the context leaves out is unknown. Other fields are ignored.
 */
export const Case = z.object({
  id: z.string().min(1),
  organisation: z.string().default(''),
  system: z.string().default(''),
  year: unknown(z.number()),
  context: z.object({
    engineers: z
      .object({
        min: unknown(z.number().positive()),
        max: unknown(z.number().positive()),
        basis: z.string().default('estimated'),
      })
      .refine(({ min, max }) => min === null || max === null || min <= max, 'min is above max')
      .nullish()
      .transform((found) => found ?? NOBODY_COUNTED),
    teams: z
      .object({ value: unknown(z.number().positive()), basis: z.string().default('unknown') })
      .nullish()
      .transform((found) => found ?? NO_TEAMS),
    traffic: z
      .object({
        rps_avg: unknown(Count),
        rps_peak: unknown(Count),
        events_per_day: unknown(Count),
        users: unknown(z.union([z.string(), z.number().transform(String)])),
      })
      .nullish()
      .transform((found) => found ?? NO_TRAFFIC),
    variability: unknown(z.enum(['steady', 'diurnal', 'spiky', 'extreme'])),
    workload: words,
    compliance: words,
    latency: unknown(z.enum(['batch', 'relaxed', 'interactive', 'low', 'ultra_low'])),
    consistency: unknown(z.enum(['strong', 'mixed', 'eventual_ok'])),
    ops_maturity: unknown(z.number().min(1).max(5)),
    budget: unknown(z.enum(['low', 'medium', 'high'])),
    data_volume: unknown(z.enum(['small', 'medium', 'large', 'huge'])),
    growth: unknown(z.enum(['flat', 'moderate', 'fast', 'hyper'])),
    estimated_fields: words,
  }),
  decision: z.object({
    came_from: unknown(z.string()),
    primary: CasePattern,
    secondary: z
      .array(CasePattern)
      .nullish()
      .transform((list) => list ?? []),
  }),
  outcome: unknown(z.object({ status: z.string().default('unknown'), note: unknown(z.string()) })),
  label: z.object({
    acceptable: z.array(CasePattern).min(1),
    forbidden: z
      .array(CasePattern)
      .nullish()
      .transform((list) => list ?? []),
    hard: z.boolean().nullish().transform(Boolean),
  }),
  reason: z.string().default(''),
  source: unknown(z.object({ address: unknown(z.string()), publication: unknown(z.string()) })),
});
export type Case = z.infer<typeof Case>;
export type CasePattern = z.infer<typeof CasePattern>;
