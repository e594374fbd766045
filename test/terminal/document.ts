import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '#adapters/run.js';
import { virtualTerminal, type Cell } from './virtual-terminal.js';
import { WALK, type Scene } from './walk.js';

/** A page of the wizard as it looked. */
export interface Captured {
  readonly scene: Scene;
  readonly rows: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  /** Rows that did not fit. */
  readonly broken: readonly string[];
}

const SIZE = { columns: 80, rows: 24 } as const;

/** The end of the walk, with programs that only let time pass. */
const WRITING: Scene = {
  name: 'Writing, and what comes next',
  says: 'Each step with its time; a step that had nothing to do says why instead. At the end, lines to paste.',
  keys: ['Enter'],
  until: 'without questions',
};

const TAKES_MS: Readonly<Record<string, number>> = { 'npm ci': 14_200, check: 6_300, test: 41_000 };

/** Plays the walk at 80 by 24 and keeps every screen. */
export async function captureWalk(): Promise<readonly Captured[]> {
  const cwd = await mkdtemp(join(tmpdir(), 'capture-'));
  let clock = 0;
  const run: Run = async ({ argv }) => {
    const line = argv.join(' ');
    const known = Object.entries(TAKES_MS).find(([end]) => line.endsWith(end));
    clock += known?.[1] ?? 60;
    // Git looks around first; a repository around this one would make it leave.
    if (line.includes('rev-parse'))
      return { kind: 'failed', elapsedMs: 1, exitCode: 1, output: '' };
    return { kind: 'passed', elapsedMs: 1, output: '' };
  };
  const now = () => clock;
  try {
    const terminal = virtualTerminal({ ...SIZE, cwd, argv: [], run, now });
    const captured: Captured[] = [];
    for (const scene of [...WALK, WRITING]) {
      for (const key of scene.keys) await terminal.press(key);
      await terminal.until(scene.until);
      captured.push({
        scene,
        rows: terminal.screen(),
        cells: terminal.cells(),
        broken: terminal.broken(),
      });
    }
    return captured;
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

const PLAIN_ANSWERS = ['shop', 'users,orders', '1', '?', '60'] as const;

/** The same wizard in sentences, up to the second question about the team. */
export async function capturePlain(): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), 'capture-'));
  const options = { ...SIZE, cwd, argv: ['--plain'], plain: true, color: false } as const;
  try {
    const terminal = virtualTerminal(options);
    await terminal.until('Answer: ');
    for (const answer of PLAIN_ANSWERS) {
      await terminal.press(answer);
      await terminal.press('Enter');
      await terminal.until('Answer: ');
    }
    terminal.interrupt();
    await terminal.exitCode;
    const rows = terminal.transcript();
    return rows.slice(0, rows.findLastIndex((row) => row.startsWith('Answer:')) + 1);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** `docs/wizard.md`. */
export function wizardDocument(captured: readonly Captured[], plain: readonly string[]): string {
  const pages = captured
    .filter(({ scene }) => scene.shown !== false)
    .map(({ scene, rows }) => `### ${scene.name}\n\n${scene.says}\n\n${fenced(rows)}`);
  return `${HEAD}\n\n${pages.join('\n\n')}\n\n${PLAIN}\n\n${fenced(plain)}\n`;
}

/**
 * Without amounts and without the list of features: every new price, template or feature would make it stale, and
 * mislead nobody.
 */
export function shapeOf(text: string): string {
  return text
    .replace(/(### Features\n)[\s\S]*?(?=\n### )/, '$1')
    .replaceAll(/[<>+-]?\d[\d,.]*/g, '0')
    .replaceAll(/[ ▇]+/g, ' ')
    .replaceAll(/ 0 (?=0)/g, ' ');
}

function fenced(rows: readonly string[]): string {
  const text = rows.join('\n').trimEnd().replace(/^\n+/, '');
  return `\`\`\`text\n${text}\n\`\`\``;
}

const HEAD = `# The wizard

\`npx create-backend\` in a terminal. Nothing is written before the last page; Ctrl-C leaves at any time and keeps the answers, \`--resume\` goes on with them.

![A question, and what each answer would do](images/wizard-question.png)

![The recommendation](images/wizard-recommendation.png)

| key | does |
|---|---|
| Enter | takes the answer |
| Escape (or Left in a list) | the question before this one |
| \`?\` | why it is asked, and on what that rests |
| Up, Down, Home, End, PageUp, PageDown, 1 to 9 | move in a list |
| Space, \`a\` | pick one, pick all |
| Tab | puts what is suggested on the line, to be edited |
| Ctrl-C | leaves; the answers are kept |

| flag | does |
|---|---|
| \`--quick\`, \`--detailed\` | the six questions that matter most, or every one |
| \`--resume\` | goes on with the kept answers without asking whether to |
| \`--yes\` | asks nothing; defaults for what is not said |
| \`--plain\` | sentences instead of screens |
| any answer, such as \`--engineers 12\` | is not asked, but can be changed in the review |

Kept answers are one file that only its owner can read: \`$XDG_STATE_HOME/create-backend/unfinished-answers.json\`, by default below \`~/.local/state\` (macOS: \`~/Library/Application Support\`, Windows: \`%LOCALAPPDATA%\`). It is removed when a repository has been written.

## The pages

As they look in a terminal of 80 by 24. This page is generated by \`node scripts/capture-wizard.mjs\`, and a test holds it to what the wizard shows.`;

const PLAIN = `## In sentences

With \`--plain\` or \`ACCESSIBLE=1\`, and where \`TERM=dumb\`, \`NO_COLOR\` or \`CI\` is set (unless \`ACCESSIBLE=0\`): nothing is redrawn, there are no colours and no signs to interpret, choices are numbers.`;
