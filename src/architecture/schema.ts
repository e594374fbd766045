import * as z from 'zod';
import { PATTERN_IDS } from '#shared/pattern-id.js';

const Name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** How a module stores its data; decides which `store.<engine>.ts` and `migrations/<engine>/` it ships. */
export const ENGINES = ['postgres', 'dynamodb'] as const;
export const Engine = z.enum(ENGINES);

/** A bounded context: a folder below `src/modules`. */
export const Module = z.strictObject({
  name: Name.describe('kebab-case folder name, plural where the thing is countable'),
  singular: Name,
  template: Name.describe('the template folder it was written from; sample-items is the specimen'),
  engine: Engine,
  paths: z
    .array(z.string().startsWith('/'))
    .describe('public path prefixes it answers; none when it has no routes'),
});

/** A deployable: a process, a gateway in front of processes, or a function. */
export const App = z.strictObject({
  name: Name,
  kind: z.enum(['process', 'gateway', 'function']),
  modules: z.array(Name).describe('modules whose routes, subscriptions and relay run here'),
  libraries: z.array(Name).describe('modules co-located for their methods only'),
  trigger: z
    .enum(['http', 'messages', 'schedule'])
    .nullable()
    .describe('what starts a function; null for processes'),
  extensions: z
    .array(Name)
    .default([])
    .describe('what it has besides modules: src/platform/<name>.ts, brought by features'),
});

/** How one module reaches another: a read bound as `call` or `replica`, or a message. */
export const Link = z.strictObject({
  kind: z.enum(['call', 'replica', 'message']),
  consumer: Name,
  producer: Name,
  name: z.string().describe('the need for reads, the message type for messages'),
});

/** Everything that will exist, as plain data. */
export const Blueprint = z.strictObject({
  project: Name,
  pattern: z.enum(PATTERN_IDS),
  modules: z.array(Module),
  apps: z.array(App),
  links: z.array(Link),
  features: z.array(Name),
});

/** The use of an arch-lint rule in an architecture file. `options` is parsed by the rule. */
export const Clause = z.strictObject({
  rule: z.string(),
  name: z.string(),
  because: z.string().min(20),
  severity: z.enum(['error', 'warning']).default('error'),
  options: z.record(z.string(), z.unknown()).default({}),
});

/** `architecture.json`: what a repo is, and what is checked about it. */
export const ArchitectureFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  generator: z
    .string()
    .optional()
    .describe('create-backend version that rendered the managed files'),
  answers: z.record(z.string(), z.unknown()).optional(),
  decision: z
    .strictObject({
      recommended: z.enum(PATTERN_IDS),
      chosen: z.enum(PATTERN_IDS),
      because: z
        .string()
        .nullable()
        .describe('why the recommendation was overridden; null when followed'),
      word: z.enum(['clear', 'likely', 'close call']),
      engineVersion: z.string(),
      answersHash: z.string(),
      path: z
        .array(
          z.strictObject({
            id: z.string(),
            measure: z.string(),
            where: z.string(),
            when: z.enum(['above', 'below', 'reaches', 'falls to']),
            threshold: z.number(),
            unit: z.string(),
            during: z.string(),
            next: z.string(),
          }),
        )
        .default([])
        .describe('what to measure, and the step that follows when it passes its threshold'),
      vetoOverrides: z.array(z.strictObject({ veto: z.string(), because: z.string() })),
    })
    .optional(),
  blueprint: Blueprint.optional(),
  clauses: z.array(Clause),
});

export type Engine = z.infer<typeof Engine>;
export type Module = z.infer<typeof Module>;
export type App = z.infer<typeof App>;
export type Link = z.infer<typeof Link>;
export type Blueprint = z.infer<typeof Blueprint>;
export type Clause = z.infer<typeof Clause>;
export type ArchitectureFile = z.infer<typeof ArchitectureFile>;
