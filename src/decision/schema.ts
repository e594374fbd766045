import * as z from 'zod';
import { Technology } from './advice/technology.js';
import { WORDS } from './confidence.js';
import { CloseCall, FlipMap, Flips, SmallestFlip } from './schema/change.js';
import { Hybrid, Precedent, Stage } from './schema/plan.js';
import { Availability, Capacity, Compliance, Cost } from './schema/running.js';
import { Against, Driver, Ranked, Reasons, Seams, Vetoes } from './schema/why.js';
import { Pattern, Share, texts } from './schema/words.js';
import { Sensitivity } from './schema/swings.js';

export { RUNTIMES, type HybridPart, type Precedent, type Stage } from './schema/plan.js';
export type { Contribution, Driver, Ranked } from './schema/why.js';

/** What a repository says of the answers, and by what. */
const ReadFrom = z.strictObject({
  folder: z.string(),
  answers: z.array(
    z.strictObject({
      key: z.enum(['engineers', 'modules', 'today']),
      value: z.union([z.number(), z.string(), texts]),
      because: z.string(),
      used: z.boolean().describe('false: answered otherwise'),
    }),
  ),
});
export type ReadFrom = z.infer<typeof ReadFrom>;

/** The answer of the engine: plain JSON, the same bytes for the same answers. */
export const Decision = z.strictObject({
  recommended: z.strictObject({ pattern: Pattern, confidence: Share, word: z.enum(WORDS) }),
  ranking: z.array(Ranked).describe('the recommended pattern first'),
  vetoes: Vetoes,
  seams: Seams,
  drivers: z.array(Driver).describe('all criteria, the heaviest first'),
  rival: Pattern.describe('the pattern that the reasons compare with'),
  reasons: Reasons,
  against: Against,
  flips: Flips,
  sensitivity: Sensitivity,
  flipMap: FlipMap,
  smallestFlip: SmallestFlip,
  cost: Cost,
  availability: Availability,
  compliance: Compliance,
  hybrid: Hybrid,
  technology: z.array(Technology).describe('what to build it with, and what would change that'),
  path: z.array(Stage).describe('what to do first, and what to measure from then on'),
  precedents: z.array(Precedent).describe('nearest first, always with one that decided otherwise'),
  closeCall: CloseCall,
  capacity: Capacity,
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
  readFrom: ReadFrom.optional().describe('only with --from'),
});

export type Decision = z.infer<typeof Decision>;

/** The JSON Schema of what `decide --json` prints. */
export function decisionJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'decision.schema.json',
    title: 'Decision of create-backend',
    ...z.toJSONSchema(Decision, { target: 'draft-2020-12' }),
  };
}
