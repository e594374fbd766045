/** The four ways to deploy the same modules, simplest first: ties go to the earlier one. */
export const PATTERN_IDS = [
  'modular-monolith',
  'serverless',
  'event-driven',
  'microservices',
] as const;

export type PatternId = (typeof PATTERN_IDS)[number];
