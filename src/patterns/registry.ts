// Generated from folder names by scripts/generate-registries.mjs.
import type { PatternId } from '#shared/pattern-id.js';
import type { Pattern } from './pattern.js';
import { pattern as eventDriven } from './event-driven/pattern.js';
import { pattern as microservices } from './microservices/pattern.js';
import { pattern as modularMonolith } from './modular-monolith/pattern.js';
import { pattern as serverless } from './serverless/pattern.js';

/** Every pattern by its id. */
export const PATTERNS = {
  'event-driven': eventDriven,
  microservices,
  'modular-monolith': modularMonolith,
  serverless,
} as const satisfies { readonly [Id in PatternId]: Pattern & { readonly id: Id } };
