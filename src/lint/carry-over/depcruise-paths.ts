import { NotSayable } from './carried.js';
import { regexToGlobs } from './regex-globs.js';

/** What an import may lead to, in the words of allowed-imports. */
export interface Targets {
  readonly files: readonly string[];
  readonly packages: readonly string[];
  readonly builtins: readonly string[];
}

const NONE: Targets = { files: [], packages: [], builtins: [] };
/** A package with all that is in it. */
const IN_PACKAGE =
  /^\^?(?:\(\^\|\/\))?node_modules\/(?<name>.+?)(?<end>\/|\$|\(\?:\/\|\$\)|\(\/\|\$\)|\(\?:\$\|\/\)|\(\$\|\/\))?$/;
const ALL_PACKAGES = /^\^?(?:\(\^\|\/\))?node_modules\/?$/;
/** A whole path without a folder and an extension is no file. */
const WHOLE_WORDS = /^\^\(?[a-z0-9_/|]+\)?\$$/;
const ANYWHERE = /^[\w@-]*$/;

/** Globs for expressions, any of which may match. */
export function globsOf(expressions: readonly string[]): string[] {
  return [...new Set(expressions.flatMap(translated))];
}

/** What expressions match of files, packages and modules of Node.js. */
export function targetsOf(
  expressions: readonly string[],
  kind: 'any' | 'local' | 'core',
  nodeModules: readonly string[],
): Targets {
  const all = expressions.map((one) => targetOf(one, kind, nodeModules));
  const of = (what: keyof Targets) => [...new Set(all.flatMap((targets) => targets[what]))];
  return { files: of('files'), packages: of('packages'), builtins: of('builtins') };
}

function targetOf(
  expression: string,
  kind: 'any' | 'local' | 'core',
  nodeModules: readonly string[],
): Targets {
  if (kind === 'core') return { ...NONE, builtins: translated(expression) };
  if (kind === 'local') return { ...NONE, files: translated(expression) };
  if (ALL_PACKAGES.test(expression)) return { ...NONE, packages: ['**'] };
  const inPackage = IN_PACKAGE.exec(expression)?.groups;
  if (inPackage !== undefined) return { ...NONE, packages: packagesOf(inPackage, expression) };
  const globs = translated(expression);
  const builtins = nodeModules.some((name) => new RegExp(expression).test(name)) ? globs : [];
  if (WHOLE_WORDS.test(expression)) return { ...NONE, builtins };
  return { files: globs, packages: ANYWHERE.test(expression) ? globs : [], builtins };
}

function packagesOf(
  { name = '', end }: Readonly<Record<string, string | undefined>>,
  expression: string,
): readonly string[] {
  // A scope is named with the slash that ends it.
  const whole =
    end === '/' && /^@[^/]+$/.test(name) ? `^${name}/` : `^${name}${end === undefined ? '' : '$'}`;
  const globs = translated(whole);
  if (globs.some((one) => /^(?!@)[^/]*\/|^@[^/]*\/[^/]*\//.test(one)))
    throw new NotSayable(`${expression} is about the inside of a package`);
  return globs;
}

function translated(expression: string): readonly string[] {
  const found = regexToGlobs(expression);
  if (!found.ok) throw new NotSayable(found.why);
  return found.globs;
}
