import * as z from 'zod';

const Entry = z.strictObject({
  clause: z.string(),
  code: z.string(),
  file: z.string(),
  subject: z
    .string()
    .describe('what it is about; no line numbers, so that edits around it change nothing'),
  members: z
    .array(z.string())
    .optional()
    .describe('all that a cycle consists of: it may lose members, but not gain one'),
});

/** Findings that are known and tolerated, by identity: `arch-lint.baseline.json`. */
export const Baseline = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  findings: z.array(Entry),
});

export type BaselineEntry = z.infer<typeof Entry>;
export type Baseline = z.infer<typeof Baseline>;
