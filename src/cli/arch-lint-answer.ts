import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answersOf } from '#adapters/scan-cache-place.js';
import { isoDay, systemClock } from '#adapters/clock.js';
import { keptAnswers } from '#adapters/scan-answers.js';
import { takeTree, type Tree } from '#adapters/scan-tree.js';
import { digest } from '#adapters/scan-cache-file.js';
import type { LintShell } from './arch-lint-shell.js';

const COULD_NOT_RUN = 2;

type Options = Readonly<Record<string, unknown>>;

/**
 * Prints again what was printed for the same question about the same files; else has it judged, and keeps
 * what that prints. A module of its own without the check's code, which need not be loaded to answer again.
 */
export async function answer(
  shell: LintShell,
  path: string,
  options: Options,
  judge: (shell: LintShell, before: { readonly tree?: Tree }) => Promise<number>,
): Promise<number> {
  const root = resolve(shell.cwd, path);
  const file = dependsOnFilesOnly(options) ? answersOf(root) : undefined;
  const tree = file === undefined ? undefined : listed(root);
  if (file === undefined || tree === undefined) return judge(shell, {});
  const kept = keptAnswers(tree, file);
  const question = questionOf(shell.cwd, path, options);
  const before = kept.get(question);
  if (before !== undefined) {
    shell.out(before.text);
    return before.code;
  }
  let [text, warned] = ['', false];
  const overheard: LintShell = {
    ...shell,
    out: (part) => {
      text += part;
      shell.out(part);
    },
    err: (part) => {
      warned = true;
      shell.err(part);
    },
  };
  const code = await judge(overheard, { tree });
  if (code !== COULD_NOT_RUN && !warned) kept.keep(question, { text, code });
  return code;
}

/** Not on git, and nothing but an answer is asked for. */
function dependsOnFilesOnly({ cache, since, facts, format, fix, output }: Options): boolean {
  const { asksGit, writes } = {
    asksGit: since !== undefined || facts === true || format === 'html',
    writes: fix === true || output !== undefined,
  };
  return cache !== false && !asksGit && !writes;
}

/** What cannot be listed is said by those who judge. */
function listed(root: string): Tree | undefined {
  try {
    return takeTree(root);
  } catch {
    return undefined;
  }
}

/** All that an answer depends on besides the files below the root. */
function questionOf(cwd: string, path: string, options: Options): string {
  const outside = [options['config'], options['baseline']].map((file) =>
    typeof file === 'string' ? textOf(resolve(cwd, file)) : null,
  );
  return digest(
    JSON.stringify([process.version, cwd, path, options, outside, isoDay(systemClock)]),
  );
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
