import { resolve } from 'node:path';
import * as z from 'zod';
import { adopt, doorOf, type LeftAlone } from '#lint/fix/adopt.js';
import { unifiedDiff } from '#lint/fix/text-edits.js';
import type { ProjectModel, ProjectModule } from '#lint/project-model.js';
import { UserError } from '#shared/user-error.js';
import { carryOut, changedFiles, contextOf, type Planned } from './arch-lint-fix.js';
import { runLint } from './arch-lint-run.js';
import type { LintShell } from './arch-lint-shell.js';

const Options = z.strictObject({
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** Gives one module a public file, and leads what others use of it through that; the exit code tells whether something is left. */
export async function adoptModule(
  shell: LintShell,
  name: string,
  path: string,
  raw: unknown,
): Promise<number> {
  const options = Options.parse(raw);
  const root = resolve(shell.cwd, path);
  const { project } = await runLint(shell.cwd, path, { baseline: false });
  const module = moduleCalled(name, project);
  const context = contextOf(root, project, [doorOf(project, module)]);
  const { door, fixes, left } = adopt(module, context);
  const opened = door.before === door.after || fixes.length === 0 ? [] : [door];
  const planned: Planned = {
    fixes: [
      ...opened.map((file) => {
        const what = file.before === null ? 'is the public file' : 'exports more';
        return { file: file.path, what: `${what} of ${module.name}` };
      }),
      ...fixes.map(({ file, what }) => ({ file, what })),
    ],
    files: [...opened, ...changedFiles(fixes, context)],
  };
  if (!options.json) {
    await carryOut(shell, root, planned, options);
    tell(shell, module, planned, left);
  } else {
    if (!options.dryRun) await carryOut(shell, root, planned, options);
    const changes = {
      changes: planned.fixes,
      left: left.map(told),
      diff: unifiedDiff(planned.files),
    };
    shell.out(`${JSON.stringify({ version: 1, ...changes }, null, 2)}\n`);
  }
  return left.length === 0 ? 0 : 1;
}

function moduleCalled(name: string, { modules, files }: ProjectModel): ProjectModule {
  const folder = name.replace(/\/+$/, '');
  const known = modules.list.find((one) => one.name === name || one.folder === folder);
  if (known !== undefined) return known;
  if (files.some(({ path }) => path.startsWith(`${folder}/`))) return { name: folder, folder };
  const names = modules.list.map((one) => one.name).join(', ');
  throw new UserError({
    code: 'MODULE_UNKNOWN',
    message: `There is no module and no folder with sources called ${JSON.stringify(name)}`,
    hint: names === '' ? 'Name a folder, such as src/orders' : `Name a folder, or one of ${names}`,
    where: 'module',
  });
}

function told({ found: { from, line, specifier }, why }: LeftAlone) {
  return { file: from, line, specifier, why };
}

function tell(
  shell: LintShell,
  { name }: ProjectModule,
  { fixes }: Planned,
  left: readonly LeftAlone[],
): void {
  if (fixes.length === 0 && left.length === 0) shell.err(`Nobody uses the inside of ${name}\n`);
  for (const { file, line, specifier, why } of left.map(told)) {
    shell.err(`left as it is: ${file}:${line} ${specifier} (${why})\n`);
  }
}
