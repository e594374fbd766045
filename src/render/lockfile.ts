import { byCodeUnit } from '#shared/order.js';
import type { Problem } from '#shared/user-error.js';
import { flagger, graphOf, ROOT } from './lockfile-graph.js';
import type { GeneratedPackage } from './merge/package-json.js';
import { broken } from './problems.js';
import type { LockedPackage, Lockfile } from './templates.js';

const FOLDER = 'node_modules/';

/** Fields that depend on who asks, or on where a package was fetched from. */
const RECOMPUTED = new Set(['dev', 'optional', 'devOptional', 'peer', 'extraneous', 'resolved']);

/**
 * The part of the templates' lockfile that one package.json needs: what npm itself would keep of it.
 * Packages of other platforms stay, so that `npm ci` works everywhere.
 */
export function sliceLockfile(
  root: GeneratedPackage,
  superset: Lockfile,
): {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Names of packages that run a script when they are installed. */
  readonly installScripts: readonly string[];
} {
  const { graph, missing } = graphOf(root, superset);
  const flagsOf = flagger(graph);
  const packages: Record<string, object> = { [ROOT]: rootEntry(root) };
  for (const [location, locked] of Object.entries(superset.packages)) {
    if (location !== ROOT && graph.has(location)) {
      packages[location] = entry(locked, flagsOf(location));
    }
  }
  const { name, version } = root;
  const { lockfileVersion } = superset;
  const file = { name, version, lockfileVersion, requires: true, packages };
  return {
    text: `${JSON.stringify(file, null, 2)}\n`,
    problems: missing.map(notLocked),
    installScripts: Object.entries(packages)
      .filter(([, locked]) => 'hasInstallScript' in locked)
      .map(([location]) => location.slice(location.lastIndexOf(FOLDER) + FOLDER.length)),
  };
}

/** What npm repeats of package.json, in its order and without empty lists. */
function rootEntry({ name, version, dependencies, devDependencies, engines }: GeneratedPackage) {
  return {
    name,
    version,
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
    ...(Object.keys(devDependencies).length > 0 && { devDependencies }),
    engines,
  };
}

function entry(locked: LockedPackage, flags: object): object {
  const kept = Object.entries(locked).filter(([field]) => !RECOMPUTED.has(field));
  return Object.fromEntries([...kept, ...Object.entries(flags)].toSorted(inNpmsOrder));
}

/** Fields that npm writes first within their group. */
const FIRST = ['version', 'integrity', 'dependencies'];

/** Plain values before maps, known names first, the rest by name. */
function inNpmsOrder([a, left]: [string, unknown], [b, right]: [string, unknown]): number {
  const isMap = (value: unknown): number =>
    Number(Object(value) === value && !Array.isArray(value));
  const rank = (field: string): number =>
    FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length;
  return isMap(left) - isMap(right) || rank(a) - rank(b) || byCodeUnit(a, b);
}

function notLocked(what: string): Problem {
  return broken('DEPENDENCY_NOT_LOCKED', `templates/package-lock.json does not have ${what}.`);
}
