import * as z from 'zod';

const texts = z.array(z.string()).readonly();

/** What one question of technology is answered with. */
export const Technology = z.strictObject({
  topic: z.string(),
  title: z.string(),
  choice: z.string(),
  name: z.string(),
  because: z.string(),
  evidence: texts,
  builds: z.boolean().describe('false: the generator cannot build it yet'),
  note: z.string().nullable(),
  changes: z
    .array(
      z.strictObject({
        to: z.string(),
        name: z.string(),
        when: texts.describe('what would have to be so; empty where nobody asks'),
        because: z.string(),
        evidence: z.string(),
      }),
    )
    .readonly(),
});

export type Technology = z.infer<typeof Technology>;
