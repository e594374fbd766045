import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, GlobWithPlaceholder, unmatched } from '../../globs.js';
import { fileNeighbours } from '../../graph/file-imports.js';
import { groupBy } from '../../group-by.js';
import { crossings, moduleLookup } from '../../module-lookup.js';
import type { ProjectModel } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Most = z.int().min(0);
/** A line that imports a file, and one that passes it on. */
const LIST_BYTES = 160;
const Options = z
  .strictObject({
    within: Globs.default(['**']).describe('the files that are judged'),
    except: z.array(Glob).default([]).describe('files left out, such as generated ones'),
    modules: GlobWithPlaceholder.optional().describe(
      'the folder of a module; without it, the modules of the layout',
    ),
    lines: Most.optional().describe('most lines of a file'),
    imports: Most.optional().describe('most files of this project that a file imports'),
    lists: z
      .enum(['report', 'ignore'])
      .default('report')
      .describe(
        `files that do little but name the files that they import: fewer than ${LIST_BYTES} bytes for each`,
      ),
    importers: Most.optional().describe('most files that import a file'),
    moduleFiles: Most.optional().describe('most files of a module'),
    moduleImports: Most.optional().describe('most modules that a module imports'),
    moduleImporters: Most.optional().describe('most modules that import a module'),
  })
  .refine((options) => Object.entries(options).some(([, value]) => typeof value === 'number'), {
    message: 'options: set at least one limit',
  });
type Options = z.infer<typeof Options>;

interface Measured {
  readonly code: string;
  /** The file that is shown; for a module its first. */
  readonly file: string;
  readonly who: string;
  readonly amount: number;
  readonly most: number | undefined;
  readonly what: string;
}

/** Sizes and couplings beyond which a file or a module is hard to change. */
export const rule = defineRule({
  summary: 'Files and modules stay below limits of size and coupling',
  options: Options,
  check: (project, options) => {
    const [isWithin, isExcepted] = [firstMatch(options.within), firstMatch(options.except)];
    const isJudged = (path: string) =>
      isWithin(path) !== undefined && isExcepted(path) === undefined;
    const findings = [...measuredFiles(project, options), ...measuredModules(project, options)]
      .filter(({ file, amount, most }) => most !== undefined && amount > most && isJudged(file))
      .map(tell);
    return {
      findings,
      judged: project.files.map(({ path }) => path).filter(isJudged),
      unmatched: [
        ...unmatched(options.within, project.files),
        ...(options.lines !== undefined && project.facts === null ? ['a count of lines'] : []),
      ],
    };
  },
});

function measuredFiles(project: ProjectModel, options: Options): Measured[] {
  if ((options.lines ?? options.imports ?? options.importers) === undefined) return [];
  const { imports, importers } = fileNeighbours(project);
  const lines = new Map(project.facts?.files.map((facts) => [facts.path, facts.lines]));
  return project.files.flatMap(({ path, bytes }, id): Measured[] => {
    const at = { file: path, who: path };
    const imported = imports[id]?.length ?? 0;
    const isList = options.lists === 'ignore' && bytes < LIST_BYTES * imported;
    return [
      {
        ...at,
        code: 'FILE_TOO_LONG',
        amount: lines.get(path) ?? 0,
        most: options.lines,
        what: 'has # lines',
      },
      {
        ...at,
        code: 'FILE_IMPORTS_TOO_MANY',
        amount: isList ? 0 : imported,
        most: options.imports,
        what: 'imports # files',
      },
      {
        ...at,
        code: 'FILE_IMPORTED_BY_TOO_MANY',
        amount: importers[id]?.length ?? 0,
        most: options.importers,
        what: 'is imported by # files',
      },
    ];
  });
}

function measuredModules(project: ProjectModel, options: Options): Measured[] {
  const { moduleFiles, moduleImports, moduleImporters } = options;
  if ((moduleFiles ?? moduleImports ?? moduleImporters) === undefined) return [];
  const lookup = moduleLookup(project, options.modules);
  const [out, into] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const { from, to } of crossings(project, lookup)) {
    add(out, from.folder, to.folder);
    add(into, to.folder, from.folder);
  }
  const files = groupBy(project.files, ({ path }) => lookup.of(path)?.folder);
  return lookup.list.flatMap(({ name, folder }): Measured[] => {
    const own = files.get(folder) ?? [];
    const at = { file: own[0]?.path ?? folder, who: `module ${name}` };
    return [
      {
        ...at,
        code: 'MODULE_TOO_LARGE',
        amount: own.length,
        most: moduleFiles,
        what: 'has # files',
      },
      {
        ...at,
        code: 'MODULE_IMPORTS_TOO_MANY',
        amount: out.get(folder)?.size ?? 0,
        most: moduleImports,
        what: 'imports # modules',
      },
      {
        ...at,
        code: 'MODULE_IMPORTED_BY_TOO_MANY',
        amount: into.get(folder)?.size ?? 0,
        most: moduleImporters,
        what: 'is imported by # modules',
      },
    ];
  });
}

function add(to: Map<string, Set<string>>, key: string, value: string): void {
  const set = to.get(key);
  if (set === undefined) to.set(key, new Set([value]));
  else set.add(value);
}

function tell({ code, file, who, amount, most = 0, what }: Measured): RuleFinding {
  const said = `${who === file ? '' : `${who} `}${what.replace('#', String(amount))}`;
  return {
    code,
    file,
    line: 1,
    column: 1,
    args: { amount, most, of: who },
    message: `${said}, at most ${most} are wanted`,
    proof: [file],
    subject: who,
  };
}
