import { entry, isRecord, strings } from './parse-jsonc.js';
import type { FileIndex } from './resolve-files.js';
import {
  asPattern,
  conditionTargets,
  OUTPUTS,
  packageFile,
  sourceFor,
  SOURCES,
} from './resolve-packages.js';

const MAINS = ['main', 'module', 'browser', 'bin', 'types', 'typings', 'source'] as const;
/** A file that a script of package.json starts: `node server.js`, `tsx watch src/worker.ts`. */
const STARTED = /(?:^|[\s=])(?:\.\/)?([\w@./-]+\.(?:[cm]?[jt]s|[jt]sx))(?=$|[\s;&|)])/g;

/** The sources that others reach by the package's name, under any condition, and those that it starts. */
export function entriesOf(folder: string, manifest: unknown, files: FileIndex): string[] {
  const table = entry(manifest, 'exports');
  const targets = [
    ...conditionTargets(table).map(asPattern),
    ...MAINS.flatMap((key) => conditionTargets(entry(manifest, key))),
  ];
  const single = targets.filter((target) => !target.includes('*'));
  const many = targets.filter((target) => target.includes('*'));
  const found = [...single, ...startedBy(entry(manifest, 'scripts'))].flatMap(
    (target) => sourceFor(folder, target.replace(/^\.\//, ''), files) ?? [],
  );
  const usual = packageFile(folder, manifest, '', files) ?? [];
  return [
    ...new Set([...found, usual, ...many.flatMap((one) => matching(folder, one, files))].flat()),
  ].sort();
}

function startedBy(scripts: unknown): string[] {
  return linesOf(scripts).flatMap((line) =>
    [...line.matchAll(STARTED)].flatMap(([, path]) => path ?? []),
  );
}

function linesOf(scripts: unknown): string[] {
  return isRecord(scripts) ? strings(Object.values(scripts)) : [];
}

/** The words of a package.json's scripts: commands, and what they are given. */
export function commandsOf(manifest: unknown): string[] {
  const words = linesOf(entry(manifest, 'scripts')).flatMap((line) => line.split(/[^\w@./-]+/));
  return [...new Set(words)].filter((word) => word !== '').sort();
}

const ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** The sources that a pattern such as `./dist/*.js` stands for: as they lie, else as they will be built. */
function matching(folder: string, pattern: string, files: FileIndex): readonly string[] {
  const within = folder === '' ? '' : `${folder}/`;
  const [before = '', after = ''] = pattern.replace(/^\.\//, '').split('*');
  const stem = after.replace(ENDING, '');
  const beginning = (start: string) =>
    files.list.filter(
      (path) => path.startsWith(within + start) && path.replace(ENDING, '').endsWith(stem),
    );
  const asIs = beginning(before);
  if (asIs.length > 0 || !OUTPUTS.test(before)) return asIs;
  return (
    SOURCES.map((source) => beginning(source + before.replace(OUTPUTS, ''))).find(
      (found) => found.length > 0,
    ) ?? []
  );
}
