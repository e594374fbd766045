import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** The text of every source file that is no test, by its path below src, sorted. */
export function readSources() {
  return new Map(
    readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts') && !path.includes('.test'))
      .sort()
      .map((path) => [path, readFileSync(`${SRC}${path}`, 'utf8')]),
  );
}
