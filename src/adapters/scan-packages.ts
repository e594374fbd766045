import { pathGlob } from '#shared/path-glob.js';
import type { Dependency, ProjectPackage } from '#lint/project-model.js';
import { commandsOf, entriesOf } from './resolve-entries.js';
import { entry, isRecord, strings } from './parse-jsonc.js';
import type { FileIndex } from './resolve-files.js';
import type { Manifests } from './resolve-packages.js';

export const MANIFEST = /(?:^|\/)package\.json$/;

/** All packages; those that the root's workspaces name are marked. */
export function describePackages(
  manifests: Manifests,
  workspaces: readonly string[],
  files: FileIndex,
): ProjectPackage[] {
  const patterns = workspaces.filter((w) => !w.startsWith('!')).map(toGlob);
  const denied = workspaces.filter((w) => w.startsWith('!')).map((w) => toGlob(w.slice(1)));
  const isWorkspace = (folder: string) =>
    patterns.some((p) => p.match(folder)) && !denied.some((p) => p.match(folder));
  return [...manifests].map(([folder, manifest]) => {
    const name = entry(manifest, 'name');
    return {
      folder,
      name: typeof name === 'string' ? name : null,
      workspace: isWorkspace(folder),
      dependencies: dependenciesOf(manifest),
      entries: entriesOf(folder, manifest, files),
      commands: commandsOf(manifest),
    };
  });
}

/** The lists of a package.json, and when they count. */
export const DEPENDENCIES = {
  dependencies: 'runtime',
  optionalDependencies: 'optional',
  peerDependencies: 'peer',
  devDependencies: 'development',
} as const;

function dependenciesOf(manifest: unknown): Dependency[] {
  return Object.entries(DEPENDENCIES).flatMap(([key, kind]) => {
    const listed = entry(manifest, key);
    if (!isRecord(listed)) return [];
    return Object.entries(listed).flatMap(([name, range]) =>
      typeof range === 'string' ? [{ name, kind, range }] : [],
    );
  });
}

function toGlob(pattern: string) {
  const source = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  return pathGlob(/[<>\\]|\{[^}]*$/.test(source) ? '<unsupported>/<unsupported>/' : source);
}

/** The folders that `workspaces` of package.json, lerna.json or pnpm-workspace.yaml name. */
export function workspacePatterns(
  manifest: unknown,
  lerna: unknown,
  pnpm: string,
  rush: unknown,
): string[] {
  const listed = entry(manifest, 'workspaces');
  const inPnpm = /^packages:\s*\n((?:[ \t]*(?:-.*|#.*)?\n?)*)/m.exec(pnpm)?.[1] ?? '';
  return [
    ...strings(isRecord(listed) ? listed['packages'] : listed),
    ...(lerna !== undefined && listed === undefined && pnpm === ''
      ? strings(entry(lerna, 'packages') ?? 'packages/*')
      : strings(entry(lerna, 'packages'))),
    ...[entry(rush, 'projects')]
      .flat()
      .flatMap((project) => strings(entry(project, 'projectFolder'))),
    ...[...inPnpm.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*(?:#.*)?$/gm)].flatMap(
      ([, p]) => p ?? [],
    ),
  ];
}
