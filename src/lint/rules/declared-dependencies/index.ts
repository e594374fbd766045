import * as z from 'zod';
import { isToolPath, isTestPath } from '#shared/path-conventions.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { placeOf } from '../../module-lookup.js';
import type { Import, ImportKind, ProjectPackage } from '../../project-model.js';
import { defineRule } from '../../rule.js';
import { areasOf } from './areas.js';
import { unusedOf, type UnusedDependency } from './unused.js';
import { manifestOf, usesOf } from './uses.js';

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
    const { packagesAbove, named } = usesOf(project);
    const bySubject = new Map<string, RuleFinding>();
    const isAmbient = new Set(project.mentioned.modules);
    const isWorkspace = new Set(project.packages.map(({ name: workspace }) => workspace));
    const areas = areasOf(packagesAbove, options.believable);
    for (const { found, name } of named) {
      const above = packagesAbove(found.from);
      const judged = isWithin(found.from) !== undefined && isExcepted(found.from) === undefined;
      if (!judged || isIgnored(name) !== undefined || above.length === 0) continue;
      // What the project itself declares comes from a bundler, or is made; workspaces are installed at the root.
      if (isAmbient.has(name) || (isWorkspace.has(name) && above[0]?.folder === '')) continue;
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
      options.unused === 'ignore'
        ? []
        : unusedOf(project, isExcepted, isIgnored, options.believable).map(unusedPackage);
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

function unusedPackage({ name, of }: UnusedDependency): RuleFinding {
  const file = manifestOf(of);
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
