import * as z from 'zod';
import { Answer, Pattern, Share } from './words.js';

/** Answers that change the recommendation, one at a time. */
export const Flips = z.array(
  z.strictObject({
    input: z.string(),
    from: Answer.describe('lists joined by commas, as in a flag'),
    to: Answer.nullable().describe('null: no value in reach'),
    direction: z.enum(['up', 'down', 'to']),
    winner: Pattern.nullable(),
  }),
);

export const FlipMap = z
  .strictObject({
    across: z.string(),
    columns: z.array(z.number()),
    up: z.string(),
    rows: z.array(z.number()),
    winners: z
      .array(z.array(Pattern.nullable()))
      .describe('by row, then column; null where the answers would contradict each other'),
  })
  .nullable()
  .describe('the two numbers that turn the recommendation soonest, against each other');

export const SmallestFlip = z
  .strictObject({
    winner: Pattern,
    changes: z.array(
      z.strictObject({
        input: z.string(),
        from: Answer,
        to: Answer,
      }),
    ),
  })
  .nullable()
  .describe('the fewest answers that change it together; null when none were found');

export const CloseCall = z
  .strictObject({
    rival: Pattern,
    kind: z.enum(['question', 'measurement']),
    input: z.string(),
    asks: z.string(),
    settles: z
      .array(z.strictObject({ answer: z.string(), winner: Pattern, share: Share }))
      .readonly()
      .describe('what the recommendation would be for each answer'),
  })
  .nullable()
  .describe('for a close call: the cheapest thing to find out');
