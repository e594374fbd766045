import * as disk from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { baselineText } from '#adapters/read-baseline.js';
import { replaceableText, replaceFiles } from '#adapters/replace-files.js';
import { projectResolver } from '#adapters/scan-project.js';
import { Baseline, type BaselineEntry } from '#architecture/baseline.js';
import { keyOf } from '#lint/baseline.js';
import type { FixContext } from '#lint/fix/context.js';
import { fixesFor, type Fix } from '#lint/fix/fixes.js';
import { applyEdits, unifiedDiff, type ChangedFile } from '#lint/fix/text-edits.js';
import { count, type LintReport } from '#report/lint-summary.js';
import { BASELINE_FILE } from './arch-lint-run.js';
import type { LintShell } from './arch-lint-shell.js';

/** Changes and why they are made, for those who read them before they are made. */
export interface Planned {
  readonly fixes: readonly { readonly file: string; readonly what: string }[];
  readonly files: readonly ChangedFile[];
}

/** What is safe to change about a report: its findings, and entries of the baseline that nothing matches. */
function planFixes(root: string, report: LintReport, baseline: string | undefined): Planned {
  const { project, result } = report;
  const context = contextOf(root, project);
  const fixes = fixesFor(result.findings, context);
  const known = relative(root, resolve(root, baseline ?? BASELINE_FILE)).replaceAll('\\', '/');
  const stale = result.stale.length === 0 ? undefined : context.textOf(known);
  const shrunk =
    stale === undefined
      ? []
      : [{ path: known, before: stale, after: without(stale, result.stale) }];
  return {
    fixes: [
      ...fixes.map(({ file, what }) => ({ file, what })),
      ...shrunk.map(({ path }) => {
        return { file: path, what: `removes entries that nothing matches: ${result.stale.length}` };
      }),
    ],
    files: [...changedFiles(fixes, context), ...shrunk],
  };
}

function without(text: string, stale: readonly BaselineEntry[]): string {
  const keys = new Set(stale.map(keyOf));
  const baseline = Baseline.parse(JSON.parse(text));
  return baselineText({
    ...baseline,
    findings: baseline.findings.filter((entry) => !keys.has(keyOf(entry))),
  });
}

/** Plans what is safe to change about a report, and shows or makes it; paths are relative to where the command runs. */
export async function fixProject(
  shell: LintShell,
  root: string,
  report: LintReport,
  options: {
    readonly baseline?: string | boolean | undefined;
    readonly dryRun: boolean;
    readonly json: boolean;
  },
): Promise<void> {
  const { baseline } = options;
  const named = typeof baseline === 'string' ? baseline : undefined;
  await carryOut(shell, root, planFixes(root, report, named && resolve(shell.cwd, named)), options);
}

/** Shows the changes, or makes them all. */
export async function carryOut(
  shell: LintShell,
  root: string,
  { fixes, files }: Planned,
  how: { readonly dryRun: boolean; readonly json: boolean },
): Promise<void> {
  const amount = `${fixes.length === 1 ? '1 change' : `${fixes.length} changes`} in ${count(files.length, 'file')}`;
  if (!how.dryRun) {
    await replaceFiles(disk, root, files);
    if (fixes.length > 0) shell.err(`Made ${amount}\n`);
  } else if (how.json) {
    shell.out(
      `${JSON.stringify({ version: 1, changes: fixes, diff: unifiedDiff(files) }, null, 2)}\n`,
    );
  } else {
    shell.out(unifiedDiff(files));
    shell.err(`Would make ${amount}; nothing was written\n`);
  }
}

/** Texts from disk, and where imports would lead; `added` are files that are not there yet. */
export function contextOf(
  root: string,
  project: FixContext['project'],
  added: readonly string[] = [],
): FixContext {
  const known = new Map<string, string | undefined>();
  const textOf = (path: string) => {
    if (!known.has(path)) known.set(path, replaceableText(root, path));
    return known.get(path);
  };
  return { project, textOf, resolve: projectResolver(root, added) };
}

/** The files that edits change, as they are and as they will be. */
export function changedFiles(edits: readonly Fix[], { textOf }: FixContext): ChangedFile[] {
  return [...new Set(edits.map(({ file }) => file))].sort().map((path) => {
    const before = textOf(path) ?? '';
    const own = edits.filter(({ file }) => file === path);
    return { path, before, after: applyEdits(before, own) };
  });
}
