import { resolve } from 'node:path';
import type { Import, ProjectScan, SkippedFile, SourceFile } from '#lint/project-model.js';
import { lexImports, readyToLex } from './lex-imports.js';
import type { LexedImport } from './lexed-import.js';
import { parseJsonc } from './parse-jsonc.js';
import { SOURCE } from './resolve-files.js';
import { createResolver, type Disk, type Resolve } from './resolve-imports.js';
import { describePackages, workspacePatterns } from './resolve-packages.js';
import { textReader, type Text } from './scan-read.js';
import { walk } from './scan-walk.js';

/** Reads a project once: its source files and what each of them imports. Throws only when the folder cannot be read. */
export async function scanProject(folder: string): Promise<ProjectScan> {
  const root = resolve(folder);
  const [{ files, leftOut }] = await Promise.all([walk(root), readyToLex()]);
  const read = textReader(root);
  const { disk, packages } = knowDisk(files, read);
  const resolveImport = createResolver(disk);
  const sources: SourceFile[] = [];
  const imports: Import[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of files) {
    if (!SOURCE.test(path)) continue;
    const text = read(path);
    sources.push({ path, bytes: text.ok ? text.bytes : 0 });
    const lexed = text.ok ? lexImports(path, text.text) : text;
    if (!lexed.ok) skipped.push({ path, reason: lexed.reason });
    else if (text.ok) imports.push(...locate(path, text.text, lexed.imports, resolveImport));
  }
  return { files: sources, imports, packages, skipped, leftOut };
}

function knowDisk(files: readonly string[], read: (path: string) => Text) {
  const all = new Set(files);
  const json = new Map<string, unknown>();
  const text = (path: string) => {
    const found = all.has(path) ? read(path) : undefined;
    return found?.ok === true ? found.text : '';
  };
  const readJson = (path: string): unknown => {
    if (!json.has(path)) json.set(path, all.has(path) ? parseJsonc(text(path)) : undefined);
    return json.get(path);
  };
  const isManifest = /(?:^|\/)package\.json$/;
  const manifests = new Map(
    files
      .filter((path) => isManifest.test(path))
      .map((path) => [path.replace(isManifest, ''), readJson(path)] as const),
  );
  const pnpm = text('pnpm-workspace.yaml');
  const patterns = workspacePatterns(manifests.get(''), readJson('lerna.json'), pnpm);
  const packages = describePackages(manifests, patterns);
  const workspaces = new Map(
    packages.flatMap(({ name, folder, workspace }) =>
      workspace && name !== null ? [[name, folder] as const] : [],
    ),
  );
  const disk: Disk = { files: all, manifests, workspaces, readJson };
  return { disk, packages };
}

/** Lines are counted once over a file, since imports come in the order of the text. */
function locate(
  from: string,
  text: string,
  lexed: readonly LexedImport[],
  resolveImport: Resolve,
): Import[] {
  let line = 1;
  let lineStart = 0;
  return lexed.map(({ specifier, kind, offset }) => {
    for (let end = text.indexOf('\n', lineStart); end !== -1 && end < offset;) {
      line++;
      lineStart = end + 1;
      end = text.indexOf('\n', lineStart);
    }
    const target = resolveImport(from, specifier);
    return { from, specifier, kind, line, column: offset - lineStart + 1, target };
  });
}
