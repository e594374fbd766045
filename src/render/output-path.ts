import type { Engine } from '#architecture/schema.js';

/** Tools would obey these among the templates, so they are there with an underscore. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['_gitignore', '.gitignore'],
  ['_npmrc', '.npmrc'],
  ['_dockerignore', '.dockerignore'],
]);

/** The ending of prose that is filled in; every other file is copied as it is. */
export const PROSE = '.hbs';

/** Where a template file goes, given its path below `files/`. */
export function outputPath(path: string): string {
  const parts = (path.endsWith(PROSE) ? path.slice(0, -PROSE.length) : path).split('/');
  const last = parts.pop() ?? '';
  return [...parts, RENAMED.get(last) ?? last].join('/');
}

const ENGINE_FILE = /(?:^|\/)store\.([a-z]+)(?:\.[\w-]+)*\.ts$|(?:^|\/)migrations\/([a-z]+)\//;

/** The engine that a module's file is only there for, or null when it is there for all. */
export function engineOf(path: string): Engine | null {
  const found = ENGINE_FILE.exec(path);
  const engine = found?.[1] ?? found?.[2];
  return engine === 'postgres' || engine === 'dynamodb' ? engine : null;
}
