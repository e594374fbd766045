import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../arch-lint.js';

const made: string[] = [];

/** A project on disk, until {@link removeProjects}. */
export function lintProject(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'arch-lint-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export function removeProjects(): void {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}

/** Runs arch-lint as a process would. */
export async function runArchLint(cwd: string, ...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(argv, {
    cwd,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}

export const textIn = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
