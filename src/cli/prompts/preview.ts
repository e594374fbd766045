import type { Built } from '../create/build-tree.js';
import type { Settled } from '../create/settle.js';
import type { Target } from '../create/target.js';
import { treeSummary } from '../print/tree-summary.js';
import { wrapText } from '../print/wrap.js';

/** What is about to be written, short enough for one screen. */
export function previewText(
  target: Target,
  { pattern }: Settled,
  { blueprint, notes, tree }: Built,
  columns: number,
): string {
  const { apps, features, modules } = blueprint;
  const fact = (label: string, words: readonly string[]): string =>
    `  ${label.padEnd(LABEL)}${wrapText(words.join(', '), columns, LABEL + 2)}\n`;
  return [
    `\n${target.shown}: ${pattern}\n\n`,
    fact(
      'modules',
      modules.map(({ name }) => name),
    ),
    fact(
      'apps',
      apps.map(({ name }) => name),
    ),
    fact('features', features),
    ...notes.map(({ message }) => `  ${message}\n`),
    `\n${treeSummary(tree.map(({ path }) => path))}\n`,
  ].join('');
}

const LABEL = 10;
