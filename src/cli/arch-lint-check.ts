import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { optimiseLess } from '#adapters/optimise-less.js';
import type { GraphChange } from '#lint/graph-change.js';
import { insightOf } from '#lint/insight.js';
import type { LintResult } from '#lint/lint.js';
import type { LintReport } from '#report/lint-summary.js';
import { lintText } from '#report/lint-text.js';
import { UserError } from '#shared/user-error.js';
import { FORMATS, type Format } from './lint-formats.js';
import { runLint, type RunOptions } from './arch-lint-run.js';
import type { LintShell } from './arch-lint-shell.js';
import { VERSION } from './version.js';

const Options = z.strictObject({
  config: z.string().optional(),
  baseline: z.union([z.string(), z.boolean()]).optional(),
  cache: z.boolean().default(true),
  facts: z.boolean().default(false),
  since: z.string().optional(),
  affected: z.boolean().default(false),
  format: z.enum(FORMATS),
  json: z.boolean().default(false),
  all: z.boolean().default(false),
  output: z.string().optional(),
  fix: z.boolean().default(false),
  dryRun: z.boolean().default(false),
});

const EXIT_CODES = { clean: 0, findings: 1, 'could-not-run': 2 } as const satisfies Record<
  LintResult['verdict'],
  number
>;

/** What may be known of the project already. */
export type KnownBefore = Pick<RunOptions, 'tree' | 'memory' | 'noteRead'>;

/** Checks one project and prints the report; the exit code says how it went. */
export async function checkProject(
  shell: LintShell,
  path: string,
  raw: unknown,
  before: KnownBefore = {},
): Promise<number> {
  optimiseLess();
  const options = Options.parse(raw);
  refuseHalfSaid(options);
  const run = () =>
    runLint(shell.cwd, path, {
      ...options,
      ...before,
      facts: options.facts || (!options.json && options.format === 'html'),
    });
  let report = await run();
  if (options.fix) {
    const { fixProject } = await import('./arch-lint-fix.js');
    await fixProject(shell, resolve(shell.cwd, path), report, options);
    if (options.dryRun) return EXIT_CODES[report.result.verdict];
    report = await run();
  }
  const shown = options.all ? 'all' : 'some';
  const format = options.json ? 'json' : options.format;
  const change = format === 'markdown' ? await changeOf(shell, path, options, report) : undefined;
  const text = await print({ ...report, change }, format, shown);
  if (options.output === undefined) shell.out(text);
  else {
    await write(resolve(shell.cwd, options.output), text);
    shell.out(lintText(report, shown));
  }
  return EXIT_CODES[report.result.verdict];
}

/** Flags that mean nothing without another one. */
function refuseHalfSaid(options: z.infer<typeof Options>): void {
  if (options.affected && options.since === undefined) {
    throw new UserError({
      code: 'AFFECTED_BY_WHAT',
      message: '--affected needs to know what changed',
      hint: 'Add --since <revision>, such as --since origin/main',
      where: '--affected',
    });
  }
  if (options.dryRun && !options.fix) {
    throw new UserError({
      code: 'DRY_RUN_OF_WHAT',
      message: '--dry-run shows what --fix would change',
      hint: 'Add --fix, or leave --dry-run out: a check changes nothing',
      where: '--dry-run',
    });
  }
}

/** What the graph of modules became, which only a comment on a change tells. */
async function changeOf(
  { cwd }: LintShell,
  path: string,
  { since }: z.infer<typeof Options>,
  { project }: LintReport,
): Promise<GraphChange | undefined> {
  if (since === undefined) return undefined;
  return (await import('./arch-lint-change.js')).changeSince(cwd, path, since, project);
}

/** Loads only the form that is asked for. */
async function print(
  report: LintReport & { change?: GraphChange | undefined },
  format: Format,
  shown: 'some' | 'all',
): Promise<string> {
  const measured = () => ({ ...report, insight: insightOf(report.project) });
  switch (format) {
    case 'text':
      return lintText(report, shown);
    case 'json':
      return (await import('#report/lint-json.js')).lintJson(measured());
    case 'imports':
      return (await import('#report/lint-imports.js')).lintImports(report);
    case 'github':
      return (await import('#report/lint-github.js')).lintGithub(report);
    case 'gitlab':
      return (await import('#report/lint-gitlab.js')).lintGitlab(report);
    case 'sarif':
      return (await import('#report/lint-sarif.js')).lintSarif(report, VERSION);
    case 'junit':
      return (await import('#report/lint-junit.js')).lintJunit(report);
    case 'markdown':
      return (await import('#report/lint-markdown.js')).lintMarkdown(measured());
    case 'mermaid':
      return (await import('#report/lint-graph.js')).lintMermaid(measured());
    case 'dot':
      return (await import('#report/lint-graph.js')).lintDot(measured());
    case 'html':
      return (await import('#report/lint-html.js')).lintHtml(measured());
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UserError({
      code: 'REPORT_NOT_WRITTEN',
      message: `The report cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name a file in a folder that is there and may be written',
      where: '--output',
    });
  }
}
