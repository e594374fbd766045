import type { Shell } from '../shell.js';

/** The few signs of the output; each has one meaning. */
export interface Symbols {
  /** The question that is being asked, and one that has its answer. */
  readonly asking: string;
  readonly answered: string;
  readonly first: string;
  readonly rail: string;
  readonly last: string;
  readonly cursor: string;
  readonly more: { readonly up: string; readonly down: string };
  readonly done: string;
  readonly failed: string;
  readonly skipped: string;
  readonly bar: string;
  readonly branch: string;
  readonly lastBranch: string;
  readonly trunk: string;
  readonly cut: string;
  readonly keys: { readonly move: string; readonly between: string };
}

const UNICODE: Symbols = {
  asking: '◆',
  answered: '◇',
  first: '┌',
  rail: '│',
  last: '└',
  cursor: '›',
  more: { up: '↑', down: '↓' },
  done: '✓',
  failed: '✗',
  skipped: '–',
  bar: '▇',
  branch: '├─ ',
  lastBranch: '└─ ',
  trunk: '│  ',
  cut: '…',
  keys: { move: '↑↓', between: ' · ' },
};

const ASCII: Symbols = {
  asking: '*',
  answered: 'o',
  first: '+',
  rail: '|',
  last: '+',
  cursor: '>',
  more: { up: '^', down: 'v' },
  done: 'v',
  failed: 'x',
  skipped: '-',
  bar: '#',
  branch: '|- ',
  lastBranch: '`- ',
  trunk: '|  ',
  cut: '...',
  keys: { move: 'up/down', between: ', ' },
};

export function symbolsFor({ unicode }: Pick<Shell, 'unicode'>): Symbols {
  return unicode ? UNICODE : ASCII;
}
