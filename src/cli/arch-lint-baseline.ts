import { resolve } from 'node:path';
import * as z from 'zod';
import { readBaseline, writeBaseline } from '#adapters/read-baseline.js';
import { baselineOf, compareWithBaseline } from '#lint/baseline.js';
import { count } from '#report/lint-summary.js';
import { UserError } from '#shared/user-error.js';
import { BASELINE_FILE, runLint } from './arch-lint-run.js';
import type { LintShell } from './arch-lint-shell.js';

const Options = z.strictObject({
  config: z.string().optional(),
  baseline: z.string().optional(),
  accept: z.boolean().default(false),
});

/** Writes the baseline for the first time, or shrinks it; it grows only when that is said. */
export async function writeProjectBaseline(
  shell: LintShell,
  path: string,
  raw: unknown,
): Promise<number> {
  const options = Options.parse(raw);
  const file = resolve(shell.cwd, options.baseline ?? resolve(shell.cwd, path, BASELINE_FILE));
  const { result } = await runLint(shell.cwd, path, { config: options.config, baseline: false });
  if (result.problems.length > 0) throw new UserError(...nonEmpty(result.problems));
  const before = await readBaseline(file);
  if (before === undefined) {
    await writeBaseline(file, baselineOf(result.findings));
    shell.out(`Wrote ${BASELINE_FILE}: ${count(result.findings.length, 'finding')} known\n`);
    return 0;
  }
  const { fresh, known, stale } = compareWithBaseline(result.findings, before);
  const kept = options.accept ? result.findings : known;
  await writeBaseline(file, baselineOf(kept));
  const left = options.accept ? [] : fresh.filter(({ severity }) => severity === 'error');
  shell.out(
    `${count(kept.length, 'finding')} known: ${stale.length} removed, ${options.accept ? fresh.length : 0} added` +
      `${left.length > 0 ? `; ${left.length} new ones left out, --accept adds them` : ''}\n`,
  );
  return left.length > 0 ? 1 : 0;
}

function nonEmpty<T>([first, ...rest]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new Error('There is no problem to tell');
  return [first, ...rest];
}
