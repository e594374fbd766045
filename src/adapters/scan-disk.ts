import type { ProjectPackage, SkippedFile } from '#lint/project-model.js';
import { parseJsonc } from './parse-jsonc.js';
import { indexFiles } from './resolve-files.js';
import { createResolver } from './resolve-imports.js';
import { describePackages, MANIFEST, workspacePatterns } from './scan-packages.js';
import { isPattern } from './resolve-patterns.js';
import type { ResolveAll } from './scan-cache.js';
import type { Text } from './scan-read.js';

/** As `readDisk`, but not before somebody asks, and with a note of what was read. */
export function diskWhenAsked(files: readonly string[], read: (path: string) => Text) {
  const consulted = new Map<string, boolean>();
  const noting = (path: string): Text => {
    const text = read(path);
    consulted.set(path, text.ok);
    return text;
  };
  let disk: ReturnType<typeof readDisk> | undefined;
  const asked = () => (disk ??= readDisk(files, noting));
  const resolve: ResolveAll = (from, specifier) =>
    isPattern(specifier)
      ? asked().resolvePattern(from, specifier)
      : [asked().resolve(from, specifier)];
  return {
    resolve,
    told: asked,
    emitOf: (from: string) => asked().emitOf(from),
    /** What is no JSON, among what somebody asked for. */
    broken: (): readonly SkippedFile[] => disk?.broken ?? [],
    consulted,
  };
}

/** Reads what says where imports lead: manifests now, configurations when an import asks for them. */
export function readDisk(files: readonly string[], read: (path: string) => Text) {
  const all = new Set(files);
  const json = new Map<string, unknown>();
  /** What is no JSON, among what was read so far. */
  const broken: SkippedFile[] = [];
  const text = (path: string) => {
    const found = all.has(path) ? read(path) : undefined;
    return found?.ok === true ? found.text : '';
  };
  const readJson = (path: string): unknown => {
    if (!json.has(path)) {
      const written = text(path);
      const parsed = parseJsonc(written);
      if (parsed === undefined && written.trim() !== '') broken.push({ path, reason: 'not JSON' });
      json.set(path, parsed);
    }
    return json.get(path);
  };
  const manifests = new Map(
    files
      .filter((path) => MANIFEST.test(path))
      .map((path) => [path.replace(MANIFEST, ''), readJson(path)] as const),
  );
  const index = indexFiles(all);
  const pnpm = text('pnpm-workspace.yaml');
  const patterns = workspacePatterns(
    manifests.get(''),
    readJson('lerna.json'),
    pnpm,
    readJson('rush.json'),
  );
  const packages = describePackages(manifests, patterns, index);
  const workspaces = foldersByName(packages, patterns.length > 0);
  const resolver = createResolver({ files: index, manifests, workspaces, readJson });
  return { ...resolver, packages, broken };
}

/** The packages that may be imported by name: the workspaces, else those of a name that no other has. */
function foldersByName(packages: readonly ProjectPackage[], hasWorkspaces: boolean) {
  const folders = new Map<string, string>();
  const twice = new Set<string>();
  for (const { name, folder, workspace } of packages) {
    if (name === null || (hasWorkspaces && !workspace)) continue;
    if (folders.has(name) && !hasWorkspaces) twice.add(name);
    folders.set(name, folder);
  }
  for (const name of twice) folders.delete(name);
  return folders;
}
