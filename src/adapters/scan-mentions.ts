import { isToolPath } from '#shared/path-conventions.js';
import type { Import, SourceFile, Named } from '#lint/project-model.js';
import { folderOf, foldersUp, SOURCE } from './resolve-files.js';
import { fileMentions } from './scan-mentions-files.js';
import { DECLARATIONS, moduleMentions } from './scan-mentions-modules.js';
import { packageMentions } from './scan-mentions-packages.js';
import type { Text } from './scan-read.js';

/** So many texts are read at the most, those first that are likeliest to name something. */
const MOST_READ = 300;
/** More is not looked for: where so much seems unused, it is used by other means. */
const MOST_SOUGHT = 200;
/** Data, not configuration. */
const MOST_BYTES = 200_000;

/** Texts beside the sources that say what is started, built or loaded. */
const OTHER =
  /(?:^(?:.*\/bin\/|bin\/)?[^./]+$)|(?:^|\/)(?:Dockerfile[^/]*|Makefile|Procfile|\.[\w-]+rc|[^/]+\.(?:json|jsonc|json5|ya?ml|toml|html?|sh|bat|gyp|gypi|ejs|hbs|s?css|sass|less|styl|pcss))$/;
const STYLES = /\.(?:s?css|sass|less|styl|pcss)$/;
const LOCKS = /(?:^|\/)(?:package-lock|npm-shrinkwrap|pnpm-lock)\.(?:json|yaml)$/;
/** Who names a file by its path needs one of these to find it. */
const FINDS_FILES: ReadonlySet<string> = new Set([
  'path',
  'url',
  'fs',
  'fs/promises',
  'module',
  'worker_threads',
  'child_process',
  'cluster',
]);

/** Of what is sought, that which a text names, be it a source or what configures a tool. */
export function mentionsOf(
  sought: Named,
  sources: readonly SourceFile[],
  paths: readonly string[],
  imports: readonly Import[],
  read: (path: string) => Text,
): Named {
  const few = {
    files: sought.files.length > MOST_SOUGHT ? [] : sought.files,
    packages: sought.packages.length > MOST_SOUGHT ? [] : sought.packages,
    modules: sought.modules,
  };
  if (Object.values(few).every((list) => list.length === 0)) return few;
  const texts = textsToRead(few, sources, paths, imports);
  const inTexts = {
    files: fileMentions(few.files, paths),
    packages: packageMentions(few.packages),
    modules: moduleMentions(few.modules),
  };
  const specifiers = specifiersOf(imports, new Set(texts));
  for (const path of texts) {
    const found = read(path);
    if (!found.ok || found.bytes > MOST_BYTES) continue;
    const isSource = SOURCE.test(path);
    const text = { path, text: found.text, isSource, specifiers: specifiers.get(path) ?? NONE };
    for (const { look } of Object.values(inTexts)) look(text);
  }
  return {
    files: inTexts.files.found(),
    packages: inTexts.packages.found(),
    modules: inTexts.modules.found(),
  };
}

const NONE: ReadonlySet<string> = new Set();

function textsToRead(
  { files, packages, modules }: Named,
  sources: readonly SourceFile[],
  paths: readonly string[],
  imports: readonly Import[],
): string[] {
  const folders = [...new Set(packages.map(({ folder }) => (folder === '' ? '' : `${folder}/`)))];
  const mayName = (path: string) => folders.some((folder) => path.startsWith(folder));
  const findsFiles = new Set(
    imports.flatMap(({ from, target }) =>
      target.kind === 'builtin' && FINDS_FILES.has(target.name) ? from : [],
    ),
  );
  const dead = new Set(files);
  const others = paths.filter(
    (path) => OTHER.test(path) && !LOCKS.test(path) && (!STYLES.test(path) || mayName(path)),
  );
  const needsOthers = files.length + packages.length > 0;
  const declaring = modules.length === 0 ? [] : paths.filter((path) => DECLARATIONS.test(path));
  const living = sources.map(({ path }) => path).filter((path) => !dead.has(path));
  const near = new Set(files.flatMap((path) => foldersUp(folderOf(path))));
  const first = files.length === 0 ? [] : living.filter((path) => findsFiles.has(path));
  const beside = living.filter((path) => near.has(folderOf(path)));
  return [
    ...new Set([
      ...byDepth(declaring).slice(0, MOST_READ / 4),
      ...(needsOthers ? byDepth(others).slice(0, MOST_READ / 2) : []),
      ...(needsOthers ? living.filter(isToolPath) : []),
      ...byDepth(first),
      ...byDepth(beside),
      ...byDepth(living.filter(mayName)),
    ]),
  ].slice(0, MOST_READ);
}

function byDepth(paths: readonly string[]): string[] {
  const depth = (path: string) => path.split('/').length;
  return [...paths].sort((a, b) => depth(a) - depth(b));
}

function specifiersOf(imports: readonly Import[], of: ReadonlySet<string>) {
  const all = new Map<string, Set<string>>();
  for (const { from, specifier } of imports)
    if (of.has(from)) all.set(from, (all.get(from) ?? new Set()).add(specifier));
  return all;
}
