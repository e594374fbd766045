import type { Built } from '../create/build-tree.js';
import type { Settled } from '../create/settle.js';
import type { Target } from '../create/target.js';
import { symbolsFor } from '../print/symbols.js';
import { treeSummary } from '../print/tree-summary.js';
import { cut, wrapped } from '../print/wrap.js';
import { PATTERN_TITLE } from '#report/words.js';
import type { Passage, Prompts } from '../prompts/prompts.js';
import type { Shell } from '../shell.js';

export type Ending = 'write' | 'change' | 'leave';

/** The last page: what is about to be written, as a tree. */
export function confirmWriting(
  shell: Shell,
  prompts: Prompts,
  target: Target,
  settled: Settled,
  built: Built,
  dryRun: boolean,
): Promise<Ending> {
  const { tree } = built;
  const where = target.shown === '.' ? 'this directory' : `${target.shown}/`;
  return prompts.select<Ending>({
    title: dryRun ? `List what ${where} would hold?` : `Write ${where}?`,
    place: `${PATTERN_TITLE[settled.pattern]}, ${tree.length} files`,
    back: true,
    body: preview(shell, settled, built),
    choices: [
      dryRun
        ? { value: 'write', name: 'List every file; nothing is written', short: 'yes' }
        : { value: 'write', name: 'Write it', short: 'yes' },
      { value: 'change', name: 'Change an answer', short: 'change an answer' },
      { value: 'leave', name: 'Leave; the answers are kept', short: 'no' },
    ],
    initial: 'write',
  });
}

function preview(shell: Shell, settled: Settled, { blueprint, notes, tree }: Built): Passage {
  const { apps, features, modules } = blueprint;
  const list = (words: readonly { readonly name: string }[]) =>
    words.map(({ name }) => name).join(', ');
  const facts = [
    `${modules.length} modules: ${list(modules)}`,
    `${apps.length} ${apps.length === 1 ? 'app' : 'apps'}: ${list(apps)}`,
    `${features.length} features: ${features.join(', ')}`,
    ...notes.map(({ message }) => `! ${message}`),
  ];
  const folders = treeSummary(
    tree.map(({ path }) => path),
    symbolsFor(shell),
  );
  return {
    drawn: (width) => [
      ...facts.flatMap((line) => short(line, width)),
      ...folders.map((line) => cut(line, width)),
    ],
    spoken: [
      `The pattern is ${PATTERN_TITLE[settled.pattern]}; ${tree.length} files would be written.`,
      ...facts.map((fact) => fact.replace(/^! /, 'Mind: ')),
    ],
  };
}

/** Two lines at most: the tree matters more. */
function short(line: string, width: number): readonly string[] {
  const lines = wrapped(line, width);
  if (lines.length <= 2) return lines;
  return [lines[0] ?? '', cut(`${lines[1] ?? ''} ${lines[2] ?? ''}`, width)];
}
