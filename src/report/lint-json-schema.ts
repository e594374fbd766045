import * as z from 'zod';
import type { ImportKind } from '#lint/project-model.js';

const Severity = z.enum(['error', 'warning']);
const Finding = z.strictObject({
  rule: z.string(),
  clause: z.string(),
  severity: Severity,
  code: z.string(),
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  message: z.string(),
  because: z.string(),
  args: z.record(z.string(), z.unknown()).describe('the facts behind the message'),
  proof: z.array(z.string()).describe('the files that prove it, in the order of their imports'),
  key: z.string().describe('the same as long as it is the same finding'),
});
const Module = z.strictObject({ name: z.string(), folder: z.string() });
const Share = z.number().min(0).max(1);
const Metrics = z.strictObject({
  ...Module.shape,
  files: z.int(),
  lines: z.int().nullable(),
  afferent: z.int().describe('files of other modules that import it'),
  efferent: z.int().describe('files of other modules that it imports'),
  instability: Share,
  abstractness: Share.nullable(),
  distance: Share.nullable(),
  cohesion: Share,
  propagation: Share.describe('share of the other modules that a change of it can reach'),
  history: z
    .strictObject({
      commits: z.int(),
      authors: z.int(),
      busFactor: z.int(),
      changesWith: z.array(z.strictObject({ name: z.string(), commits: z.int() })),
    })
    .nullable(),
  readiness: z
    .strictObject({
      score: z.number().min(0).max(100),
      blockers: z.array(z.strictObject({ code: z.string(), what: z.string(), cost: z.number() })),
    })
    .describe('how far it is from being deployed alone'),
});

const Problems = z.array(
  z.strictObject({
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    where: z.string().optional(),
  }),
);
const Skipped = z
  .array(z.strictObject({ path: z.string(), reason: z.string() }))
  .describe('files whose imports are unknown');
const Unreadable = z
  .array(z.strictObject({ kind: z.enum(['folder', 'file']), path: z.string(), reason: z.string() }))
  .describe('what the system does not open: nothing is known of it, and the check fails');
const KINDS = [
  'value',
  'type',
  'dynamic',
  'require',
  'tried',
  're-export',
  'resolve',
  'mock',
  'amd',
] as const satisfies readonly ImportKind[];
const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string() }),
  z.strictObject({ kind: z.enum(['package', 'builtin']), name: z.string() }),
  z.strictObject({ kind: z.literal('unresolved'), reason: z.string() }),
]);
const Import = z.strictObject({
  from: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  specifier: z.string().describe('as written'),
  kind: z
    .enum(KINDS)
    .describe('type is erased; tried may be missing; resolve and mock only name it'),
  names: z.array(z.string()).describe('what is taken: default, or * for all'),
  target: Target.describe('a file may be an asset, which is not among the files'),
});

/** What `arch-lint --format imports` prints: the graph of files, sorted by place. */
export const LintImports = z
  .strictObject({
    version: z.literal(1),
    files: z.array(z.string()),
    imports: z.array(Import),
    problems: Problems,
    skipped: Skipped,
    unreadable: Unreadable,
  })
  .readonly();
/** The same, as those who write it see it. */
export type LintImports = DeepReadonly<z.infer<typeof LintImports>>;

/** What `arch-lint --json` prints: sorted, without times and absolute paths, so that two runs compare. */
export const LintOutput = z
  .strictObject({
    version: z.literal(1),
    verdict: z.enum(['clean', 'findings', 'could-not-run']),
    config: z.string().nullable(),
    counts: z.strictObject({
      files: z.int(),
      imports: z.int(),
      errors: z.int(),
      warnings: z.int(),
      unresolved: z.int(),
      known: z.int(),
      suppressed: z.int(),
      unreadable: z.int(),
    }),
    scope: z.strictObject({ since: z.string(), affected: z.boolean(), files: z.int() }).nullable(),
    problems: Problems,
    clauses: z.array(
      z.strictObject({
        name: z.string(),
        rule: z.string(),
        severity: Severity,
        because: z.string(),
        files: z.int(),
        findings: z.int(),
      }),
    ),
    findings: z.array(Finding),
    stale: z.array(
      z.strictObject({
        clause: z.string(),
        code: z.string(),
        file: z.string(),
        subject: z.string(),
        members: z.array(z.string()).optional(),
      }),
    ),
    recognised: z
      .strictObject({
        pattern: z.enum([
          'layered-monolith',
          'modular-monolith',
          'microservices',
          'distributed-monolith',
          'event-driven',
          'serverless',
          'unclear',
        ]),
        confidence: z.enum(['high', 'medium', 'low']),
        why: z.string(),
        evidence: z.array(z.strictObject({ file: z.string(), shows: z.string() })),
      })
      .nullable()
      .describe('what the project really is, as far as its code says'),
    modules: z.strictObject({ layout: z.string(), list: z.array(Module) }),
    metrics: z.array(Metrics),
    hotspots: z.array(
      z.strictObject({
        file: z.string(),
        lines: z.int().nullable(),
        commits: z.int().nullable(),
        importers: z.int(),
        score: z.number(),
      }),
    ),
    skipped: Skipped,
    unresolved: z.array(
      z.strictObject({
        file: z.string(),
        line: z.int(),
        column: z.int(),
        specifier: z.string(),
        reason: z.string(),
      }),
    ),
    leftOut: z.array(z.strictObject({ what: z.string(), count: z.int() })),
    unreadable: Unreadable,
  })
  .readonly();
/** The same, as those who write it see it. */
export type LintOutput = DeepReadonly<z.infer<typeof LintOutput>>;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;
