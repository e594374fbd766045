import { posix } from 'node:path';
import type { FileTree } from '#render/rendered-file.js';

export function textOf(tree: FileTree, path: string): string {
  const file = tree.find((one) => one.path === path);
  if (!file) throw new Error(`${path} is not in the tree`);
  return file.content;
}

const read = new Map<string, readonly string[]>();

/** What a text imports. Each text is read once: trees of one pattern share most of their files. */
function specifiersIn(content: string): readonly string[] {
  const known = read.get(content);
  if (known) return known;
  const found = [...content.matchAll(/(?:from|import\() ?'([^'\s]+)'/g)].map(
    ([, specifier = '']) => specifier,
  );
  read.set(content, found);
  return found;
}

/** Packages that code imports and package.json does not have, and those it has for nothing. */
export function packageFaults(tree: FileTree): { missing: string[]; unused: string[] } {
  const { dependencies, devDependencies } = JSON.parse(textOf(tree, 'package.json'));
  const imported = new Set(
    tree
      .filter(({ path }) => /^(src|test|tools)\/.*\.ts$/.test(path))
      .flatMap(({ content }) => specifiersIn(content))
      .filter((specifier) => !/^(?:[#.]|node:)/.test(specifier))
      .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
  );
  const asked = { ...dependencies, ...devDependencies };
  return {
    missing: [...imported].filter((name) => !Object.hasOwn(asked, name)),
    unused: Object.keys(dependencies).filter((name) => !imported.has(name)),
  };
}

/** Imports of files that are not in the tree. */
export function missingImports(tree: FileTree): string[] {
  const paths = new Set<string>(tree.map(({ path }) => path));
  const aliases: Record<string, string> = JSON.parse(textOf(tree, 'package.json')).imports;
  return tree
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap(({ path, content }) =>
      specifiersIn(content)
        .filter((specifier) => /^(?:#|\.{1,2}\/)/.test(specifier))
        .filter((specifier) => !paths.has(resolve(path, specifier, aliases)))
        .map((specifier) => `${path}: ${specifier}`),
    );
}

function resolve(
  from: string,
  specifier: string,
  aliases: Readonly<Record<string, string>>,
): string {
  const alias = Object.keys(aliases).find((key) => specifier.startsWith(key.slice(0, -1)));
  return alias
    ? posix.normalize(`${aliases[alias]?.slice(0, -1)}${specifier.slice(alias.length - 1)}`)
    : posix.join(posix.dirname(from), specifier);
}
