import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeBaseline } from '#adapters/read-baseline.js';
import { readClauses } from '#adapters/read-clauses.js';
import { scanProject } from '#adapters/scan-project.js';
import { baselineOf } from '#lint/baseline.js';
import { projectModel } from '#lint/infer-modules.js';
import { importsInDoubt } from '#lint/graph/in-doubt.js';
import { isSaid } from '#lint/carry-over/said.js';
import { initialArchitecture } from '#lint/initial-architecture.js';
import { lint } from '#lint/lint.js';
import { sought } from '#lint/sought.js';
import { count } from '#report/lint-summary.js';
import { UserError } from '#shared/user-error.js';
import { carriedLines, carriedOver } from './arch-lint-carry-over.js';
import { BASELINE_FILE } from './arch-lint-run.js';
import type { LintShell } from './arch-lint-shell.js';

const FILE = 'architecture.json';

/** Writes an architecture file from what is there, and a baseline of what is wrong with it today. */
export async function initProject(shell: LintShell, path: string): Promise<number> {
  const root = resolve(shell.cwd, path);
  if ((await readClauses(join(root, FILE))) !== undefined) {
    throw new UserError({
      code: 'ARCHITECTURE_EXISTS',
      message: `There is an ${FILE} already`,
      hint: 'Edit its clauses, or remove it first',
      where: path,
    });
  }
  const project = projectModel(await scanProject(root, { inDoubt: importsInDoubt, sought }));
  const architecture = initialArchitecture(project);
  const others = carriedOver(root, project, architecture.clauses);
  const theirs = others.flatMap(({ carried }) => carried.clauses);
  const wanted = [...architecture.clauses.filter((own) => !isSaid(own, theirs)), ...theirs];
  const result = lint(project, wanted, 'tolerate');
  const empty = result.problems[0];
  if (empty !== undefined) throw new UserError(empty);
  // A clause about no file would fail the first check.
  const kept = new Set(result.clauses.filter(({ files }) => files > 0).map(({ name }) => name));
  const clauses = wanted.filter(({ name }) => kept.has(name));
  await writeFile(join(root, FILE), `${JSON.stringify({ ...architecture, clauses }, null, 2)}\n`, {
    flag: 'wx',
  });
  await writeBaseline(join(root, BASELINE_FILE), baselineOf(result.findings));
  const { layout, list } = project.modules;
  shell.out(
    [
      `Wrote ${FILE}: ${count(clauses.length, 'clause')}`,
      ...(list.length > 0
        ? [`  modules by ${layout}: ${list.map(({ name }) => name).join(', ')}`]
        : []),
      ...clauses.map(({ name, rule, severity }) => `  ${name} [${rule}] ${severity}`),
      ...others.flatMap(carriedLines),
      `Wrote ${BASELINE_FILE}: ${count(result.findings.length, 'finding')} known`,
      'Read the clauses, remove what you do not mean, and commit both files.',
      '',
    ].join('\n'),
  );
  return 0;
}
