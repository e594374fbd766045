import { memoiseByParts } from '#shared/memoise.js';
import type { Import, ProjectModel, ProjectPackage } from '../../project-model.js';

/** Which packages a project uses, and where. */
export interface Uses {
  /** The packages that a file belongs to, innermost first: what is declared above is installed for it too. */
  readonly packagesAbove: (path: string) => readonly ProjectPackage[];
  /** The imports of packages by name: of npm, or other workspaces. */
  readonly named: readonly { readonly found: Import; readonly name: string }[];
  /** By the folder of a package, what its files import, also of what is built in. */
  readonly byFolder: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Once for all that look at the same imports and packages. */
export const usesOf = memoiseByParts(
  ({ imports, packages }: ProjectModel) => [imports, packages],
  findUses,
);

/** The imported packages that no package.json asks for. */
export function undeclaredIn(project: ProjectModel): string[] {
  const known = new Set(
    project.packages.flatMap(({ name, dependencies }) =>
      [...dependencies.map((one) => one.name), name ?? []].flat(),
    ),
  );
  const names = new Set(usesOf(project).named.map(({ name }) => name));
  return [...names].filter((name) => !known.has(name));
}

function findUses(project: ProjectModel): Uses {
  const packagesAbove = packageLookup(project);
  const packageNamed = packageBySpecifier(project);
  const named: { found: Import; name: string }[] = [];
  const byFolder = new Map<string, Set<string>>();
  for (const found of project.imports) {
    const name = importedPackage(found, packageNamed, packagesAbove);
    if (name !== undefined) named.push({ found, name });
    // A package may be called like a built-in module that it replaces in browsers.
    const use = found.target.kind === 'builtin' ? found.target.name : name;
    if (use === undefined) continue;
    for (const { folder } of packagesAbove(found.from))
      byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(use));
  }
  return { packagesAbove, named, byFolder };
}

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

/** The path of a package's manifest. */
export function manifestOf(found: ProjectPackage | undefined): string {
  return found === undefined || found.folder === ''
    ? 'package.json'
    : `${found.folder}/package.json`;
}
