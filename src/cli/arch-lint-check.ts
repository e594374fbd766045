import { relative, resolve } from 'node:path';
import * as z from 'zod';
import { readClauses } from '#adapters/read-clauses.js';
import { scanProject } from '#adapters/scan-project.js';
import { inferClauses } from '#lint/infer-clauses.js';
import { projectModel } from '#lint/infer-modules.js';
import { lint, type LintResult } from '#lint/lint.js';
import { lintGithub } from '#report/lint-github.js';
import { lintJson } from '#report/lint-json.js';
import { lintSarif } from '#report/lint-sarif.js';
import type { LintReport } from '#report/lint-summary.js';
import { lintText } from '#report/lint-text.js';
import { UserError } from '#shared/user-error.js';
import type { LintShell } from './arch-lint-shell.js';
import { VERSION } from './version.js';

const Options = z.strictObject({
  config: z.string().optional(),
  format: z.enum(['text', 'json', 'github', 'sarif']),
  json: z.boolean().default(false),
  all: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

const EXIT_CODES = { clean: 0, findings: 1, 'could-not-run': 2 } as const satisfies Record<
  LintResult['verdict'],
  number
>;

/** Checks one project and prints the report; the exit code says how it went. */
export async function checkProject(shell: LintShell, path: string, raw: unknown): Promise<number> {
  const options = Options.parse(raw);
  const root = resolve(shell.cwd, path);
  const configPath = resolve(shell.cwd, options.config ?? resolve(root, 'architecture.json'));
  const [clauses, scan] = await Promise.all([readClauses(configPath), scanProject(root)]);
  if (clauses === undefined && options.config !== undefined) {
    throw new UserError({
      code: 'ARCHITECTURE_MISSING',
      message: `There is no file ${options.config}`,
      hint: 'Correct --config, or leave it out to use <path>/architecture.json',
    });
  }
  const project = projectModel(scan);
  const result =
    clauses === undefined
      ? lint(project, inferClauses(project), 'tolerate')
      : lint(project, clauses);
  const config = clauses === undefined ? null : relative(root, configPath).replaceAll('\\', '/');
  shell.out(print({ project, result, config }, options));
  return EXIT_CODES[result.verdict];
}

function print(report: LintReport, { format, json, all }: Options): string {
  switch (json ? 'json' : format) {
    case 'json':
      return lintJson(report);
    case 'github':
      return lintGithub(report);
    case 'sarif':
      return lintSarif(report, VERSION);
    case 'text':
      return lintText(report, all ? 'all' : 'some');
  }
}
