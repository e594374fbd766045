import type { WritableFile } from '../inspect.js';

const FILES = 170;
const LINE = 'export const line = 1;\n';

/** As many files, in as many directories and of the size, as a generated repo has. */
export function largeTree(): WritableFile[] {
  return Array.from({ length: FILES }, (_, index) => ({
    path: `part-${index % 12}/section-${index % 36}/file-${index}.ts`,
    content: LINE.repeat(index),
    executable: false,
  }));
}
