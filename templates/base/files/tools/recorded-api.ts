import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The API as it was recorded: `docs/openapi/<module>.json`. A test refuses changes that would break its clients. */
type Paths = Record<string, unknown>;

const FOLDER = join(import.meta.dirname, '../docs/openapi');

export function recordedPaths(): Paths {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const texts = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  return Object.assign({}, ...texts.map((text) => JSON.parse(text).paths));
}

/** Records the routes of each module, whatever was recorded before. */
export function record(
  paths: Paths,
  modules: readonly { readonly name: string; readonly paths: readonly string[] }[],
): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  return modules.flatMap(({ name, paths: prefixes }) => {
    const own = Object.entries(paths)
      .filter(([path]) =>
        prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
      )
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const file = join(FOLDER, `${name}.json`);
    const text = `${JSON.stringify({ paths: Object.fromEntries(own) }, null, 2)}\n`;
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
    writeFileSync(file, text);
    return [`docs/openapi/${name}.json`];
  });
}
