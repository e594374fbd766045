import { lintOutput } from '#report/lint-json.js';
import type { LintOutput } from '#report/lint-json-schema.js';
import { insightOf } from '#lint/insight.js';
import { runLint, type RunOptions } from './arch-lint-run.js';

/**
 * Checks a folder as `arch-lint --json` does and gives what it prints. Rejects with an error that has a
 * `code` and a `hint` where arch-lint would end with exit code 2 before it could look.
 */
export async function lint(path: string, options: RunOptions = {}): Promise<LintOutput> {
  const report = await runLint(process.cwd(), path, options);
  return lintOutput({ ...report, insight: insightOf(report.project) });
}
