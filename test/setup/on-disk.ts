import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileTree } from '#render/rendered-file.js';

/** What becomes of files: path → text, or its text from the one before. */
export type Edits = Readonly<Record<string, string | ((before: string) => string)>>;

/** Writes the tree to a folder of its own for as long as `use` runs. */
export async function onDisk<T>(
  tree: FileTree,
  use: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rendered-'));
  try {
    for (const { path, content } of tree) write(join(folder, path), content);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Edits files of a folder for as long as `use` runs. */
export async function edited<T>(folder: string, edits: Edits, use: () => Promise<T>): Promise<T> {
  const before = Object.entries(edits).map(([path, edit]) => {
    const file = join(folder, path);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    write(file, typeof edit === 'string' ? edit : edit(text ?? ''));
    return { file, text };
  });
  try {
    return await use();
  } finally {
    for (const { file, text } of before) {
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
    }
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
