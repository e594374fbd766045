import * as z from 'zod';

const End = z.strictObject({ to: z.union([z.number(), z.string()]), lead: z.number() });

/** How far each answer alone moves the lead of the recommendation. */
export const Sensitivity = z
  .strictObject({
    lead: z.number().describe('in expected value, of the recommendation over the best other'),
    swings: z.array(
      z.strictObject({
        input: z.string(),
        from: z.union([z.number(), z.string()]),
        low: End.describe('where the lead is smallest; below 0 another pattern has more value'),
        high: End.describe('where the lead is largest'),
      }),
    ),
  })
  .describe('how far one answer alone moves the lead');

export type Sensitivity = z.infer<typeof Sensitivity>;
