import * as z from 'zod';

const Expressions = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Side = z.looseObject({ path: Expressions.optional(), pathNot: Expressions.optional() });
const To = z.looseObject({
  ...Side.shape,
  circular: z.boolean().optional(),
  couldNotResolve: z.boolean().optional(),
  dependencyTypes: z.array(z.string()).optional(),
  dependencyTypesNot: z.array(z.string()).optional(),
});
/** A rule of `forbidden`. */
export const Rule = z.looseObject({
  name: z.string().default('unnamed'),
  comment: z.string().optional(),
  severity: z.enum(['error', 'warn', 'info', 'ignore']).default('warn'),
  scope: z.string().optional(),
  from: Side.default({}),
  to: To.default({}),
});
export type Rule = z.infer<typeof Rule>;

/** What is read of a configuration. */
export const Config = z.looseObject({
  forbidden: z.array(z.unknown()).default([]),
  allowed: z.array(z.unknown()).default([]),
  required: z.array(z.unknown()).default([]),
  extends: z.unknown().optional(),
  options: z.record(z.string(), z.unknown()).default({}),
});
export type Config = z.infer<typeof Config>;
