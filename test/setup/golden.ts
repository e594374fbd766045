import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { FileTree, RenderedFile } from '#render/rendered-file.js';
import { filesBelow } from './files-below.js';

/** Files by path, as they are in a golden folder. */
export type Golden = Readonly<Record<string, string>>;

/** Lists every file of the repo, so that what is not kept as a file is pinned all the same. */
const LIST = 'files.txt';

/** Generated from what else is in the tree, and long. */
const LISTED_ONLY = /^(package-lock\.json|\.create-backend\/.*)$/;

/** What a golden folder has to hold: a list of all files, and each that is no copy of a template. */
export function goldenOf(tree: FileTree, templates: ReadonlyMap<string, string>): Golden {
  const written = tree.filter(
    ({ path, content, template }) =>
      !LISTED_ONLY.test(path) &&
      content !== templates.get(template) &&
      !template.startsWith('dist:'),
  );
  return {
    ...Object.fromEntries(written.map(({ path, content }) => [path, content])),
    [LIST]: tree.map(line).join(''),
  };
}

function line({ path, content, executable, owner, template, from }: RenderedFile): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return `${hash} ${executable ? 'x' : '-'} ${owner.padEnd(7)} ${path} <- ${template} (${from})\n`;
}

export function readGolden(folder: string): Golden {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    filesBelow(folder).map((path) => [
      relative(folder, path).replaceAll('\\', '/'),
      readFileSync(path, 'utf8'),
    ]),
  );
}

export function writeGolden(folder: string, golden: Golden): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(golden)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
