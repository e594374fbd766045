import * as z from 'zod';
import { isToolPath, isTestPath } from '#shared/path-conventions.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { placeOf } from '../../module-lookup.js';
import type { Import, ImportKind, ProjectModel, ProjectPackage } from '../../project-model.js';
import { defineRule } from '../../rule.js';
import { areasOf, FEWEST_INCREDIBLE } from './areas.js';

const Options = z.strictObject({
  within: Globs.default(['**']).describe('the files that are judged'),
  except: z.array(Glob).default([]).describe('files, also package.json, that are not judged'),
  ignore: z.array(Glob).default([]).describe('packages that are not judged'),
  undeclared: z
    .enum(['report', 'ignore'])
    .default('report')
    .describe('packages that a file imports and no package.json above it names'),
  typesOnly: z
    .enum(['report', 'ignore', 'only'])
    .default('report')
    .describe('undeclared packages of which only types are imported, which are erased at run time'),
  unused: z
    .enum(['report', 'ignore'])
    .default('report')
    .describe('dependencies that no file imports'),
  believable: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'when a larger share of what a package.json asks for seems unused, and five or more, its uses are out of sight and none is told; so of a folder that imports as much undeclared, where others do not',
    ),
  development: z
    .enum(['report', 'ignore'])
    .default('ignore')
    .describe('devDependencies that files other than tests and tools import for values'),
});
type Options = z.infer<typeof Options>;

/** A name of the loader's configuration, and what is tried and done without where it is missing. */
const MAY_BE_ELSEWHERE: ReadonlySet<ImportKind> = new Set(['amd', 'tried']);

/** What a package.json asks for is what its files import. */
export const rule = defineRule({
  summary: 'Imported packages are declared, and declared ones imported',
  options: Options,
  check: (project, options) => {
    const isWithin = firstMatch(options.within);
    const isExcepted = firstMatch(options.except);
    const isIgnored = firstMatch(options.ignore);
    const packagesAbove = packageLookup(project);
    const packageNamed = packageBySpecifier(project);
    const used = new Map<string, Set<string>>();
    const bySubject = new Map<string, RuleFinding>();
    const areas = areasOf(packagesAbove, options.believable);
    for (const found of project.imports) {
      const name = importedPackage(found, packageNamed, packagesAbove);
      const above = packagesAbove(found.from);
      // A package may be called like a built-in module that it replaces in browsers.
      const use = found.target.kind === 'builtin' ? found.target.name : name;
      if (use === undefined) continue;
      for (const { folder } of above) used.set(folder, (used.get(folder) ?? new Set()).add(use));
      if (name === undefined) continue;
      const judged = isWithin(found.from) !== undefined && isExcepted(found.from) === undefined;
      if (!judged || isIgnored(name) !== undefined || above.length === 0) continue;
      const finding = judgeImport(found, name, above, options);
      if (!MAY_BE_ELSEWHERE.has(found.kind))
        areas.note(found.from, above[0]?.folder, name, finding === undefined);
      if (finding === undefined) continue;
      const once = `${finding.code} ${finding.subject}`;
      const before = bySubject.get(once);
      if (before === undefined || (isOfTypes(before) && !isOfTypes(finding)))
        bySubject.set(once, finding);
    }
    const findings = [...bySubject.values()].filter(
      (finding) =>
        !areas.isForeign(finding.file) &&
        (options.typesOnly === 'report' || isOfTypes(finding) === (options.typesOnly === 'only')),
    );
    const unused =
      options.unused === 'ignore' ? [] : unusedOf(project, used, isIgnored, isExcepted, options);
    const judged = project.files
      .map(({ path }) => path)
      .filter((path) => isWithin(path) !== undefined && isExcepted(path) === undefined);
    return {
      findings: [...findings, ...unused],
      judged,
      unmatched: [
        ...unmatched(options.within, project.files),
        ...(project.packages.length === 0 ? ['package.json'] : []),
      ],
    };
  },
});

function isOfTypes({ args }: RuleFinding): boolean {
  return args['kind'] === 'type';
}

/** The packages that a file belongs to, innermost first: what is declared above is installed for it too. */
function packageLookup(project: ProjectModel): (path: string) => readonly ProjectPackage[] {
  const byFolder = new Map(project.packages.map((found) => [found.folder, found]));
  const known = new Map<string, readonly ProjectPackage[]>();
  const above = (folder: string): readonly ProjectPackage[] => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const own = byFolder.get(folder);
    const outer = folder === '' ? [] : above(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
    const all = own === undefined ? outer : [own, ...outer];
    known.set(folder, all);
    return all;
  };
  return (path) => above(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}

/** The package of this project that a specifier begins with. */
function packageBySpecifier({ packages }: ProjectModel) {
  const known = new Map<string, ProjectPackage | undefined>();
  return (specifier: string): ProjectPackage | undefined => {
    if (!known.has(specifier)) {
      const found = packages.find(
        ({ name }) => name !== null && (specifier === name || specifier.startsWith(`${name}/`)),
      );
      known.set(specifier, found);
    }
    return known.get(specifier);
  };
}

/** By name: a package of npm, or another workspace. */
function importedPackage(
  { specifier, target, from, kind }: Import,
  named: (specifier: string) => ProjectPackage | undefined,
  above: (path: string) => readonly ProjectPackage[],
): string | undefined {
  if (kind === 'mock') return undefined;
  if (target.kind === 'package') return target.name;
  if (target.kind !== 'file' || /^[./#~]/.test(specifier)) return undefined;
  const [own] = above(from);
  const found = named(specifier);
  return found === undefined || found.name === own?.name ? undefined : (found.name ?? undefined);
}

function judgeImport(
  found: Import,
  name: string,
  above: readonly ProjectPackage[],
  options: Options,
): RuleFinding | undefined {
  if (above.some((one) => one.name === name)) return undefined;
  const types = `@types/${name.replace(/^@(.+)\//, '$1__')}`;
  const lines = above.flatMap(({ dependencies }) => dependencies);
  const declared = lines.filter(
    (line) => line.name === name || (mayBeErased(found) && line.name === types),
  );
  const manifest = manifestOf(above[0]);
  const shared = {
    ...placeOf(found),
    args: { package: name, manifest, kind: found.kind },
    subject: `${manifest} ${name}`,
    proof: [found.from, name],
  };
  if (declared.length === 0) {
    if (options.undeclared === 'ignore' || MAY_BE_ELSEWHERE.has(found.kind)) return undefined;
    const message = `imports package ${name}, which ${manifest} does not declare`;
    return { ...shared, code: 'UNDECLARED_PACKAGE', message };
  }
  const forTools = isTestPath(found.from) || isToolPath(found.from) || found.kind === 'type';
  const onlyDevelopment = declared.every(({ kind }) => kind === 'development');
  if (options.development === 'ignore' || forTools || !onlyDevelopment) return undefined;
  const message = `imports package ${name}, which is declared for development only`;
  return { ...shared, code: 'DEVELOPMENT_PACKAGE', message };
}

/** Of what is passed on only the compiler knows whether it is a type. */
function mayBeErased({ kind, from }: Import): boolean {
  return kind === 'type' || (kind === 're-export' && /\.[cm]?tsx?$/.test(from));
}

function unusedOf(
  project: ProjectModel,
  used: ReadonlyMap<string, ReadonlySet<string>>,
  isIgnored: (name: string) => unknown,
  isExcepted: (path: string) => unknown,
  { believable }: Options,
): RuleFinding[] {
  const holdsFiles = (folder: string) =>
    folder === '' || project.files.some(({ path }) => path.startsWith(`${folder}/`));
  return project.packages
    .filter((found) => holdsFiles(found.folder) && isExcepted(manifestOf(found)) === undefined)
    .flatMap((found) => {
      const asked = found.dependencies.filter(
        ({ kind, name }) =>
          kind === 'runtime' && !name.startsWith('@types/') && isIgnored(name) === undefined,
      );
      const unused = asked.filter(
        ({ name }) => !used.get(found.folder)?.has(name) && !isCommand(name, found),
      );
      const isIncredible =
        unused.length >= FEWEST_INCREDIBLE && unused.length > believable * asked.length;
      return isIncredible ? [] : unused.map(({ name }) => unusedPackage(name, manifestOf(found)));
    });
}

/** Many packages are used by the command that they bring, which most often has their name. */
function isCommand(name: string, { commands }: ProjectPackage): boolean {
  return commands.includes(name.slice(name.lastIndexOf('/') + 1));
}

function unusedPackage(name: string, file: string): RuleFinding {
  return {
    code: 'UNUSED_PACKAGE',
    file,
    line: 1,
    column: 1,
    args: { package: name },
    message: `declares package ${name}, which none of its files imports`,
    proof: [file, name],
  };
}

function manifestOf(found: ProjectPackage | undefined): string {
  return found === undefined || found.folder === ''
    ? 'package.json'
    : `${found.folder}/package.json`;
}
