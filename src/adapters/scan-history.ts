import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { CoChange, FileHistory, ProjectHistory } from '#lint/project-model.js';

/** Enough to see who works on what now; older commits speak of code that is gone. */
const MOST_COMMITS = 3000;
/** A commit of more files is a rename, a format or an import: it says nothing of what belongs together. */
const MOST_FILES = 30;
/** Pairs that changed together less often are chance. */
const FEWEST_TOGETHER = 3;
const MOST_PAIRS = 5000;
const TIMEOUT_MS = 20_000;

/** No hook, no monitor and no signature check: reading history must run nothing that the repository names. */
const QUIET = [
  'core.fsmonitor=false',
  'log.showSignature=false',
  'core.quotePath=false',
  'core.hooksPath=/dev/null',
];

/** Reads the history of the files below a folder; null where there is no repository, no git or no commit. */
export function scanHistory(folder: string, paths: readonly string[]): ProjectHistory | null {
  const log = quietLog(resolve(folder), [
    '--relative',
    '--name-only',
    '--format=%x00%aN%x09%aI',
    '--',
    '.',
  ]);
  return log === undefined ? null : historyOf(log, new Set(paths));
}

/** What `git log` prints; undefined where there is no repository, no git or no commit. */
export function quietLog(cwd: string, args: readonly string[]): string | undefined {
  const options = QUIET.flatMap((option) => ['-c', option]);
  const command = [
    'log',
    `--max-count=${MOST_COMMITS}`,
    '--no-merges',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
  ];
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('GIT_')),
  );
  try {
    return execFileSync('git', [...options, ...command, ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
      timeout: TIMEOUT_MS,
      maxBuffer: 128 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

/** What a log says of the given files. */
export function historyOf(log: string, known: ReadonlySet<string>): ProjectHistory | null {
  const commits = log.split('\0').slice(1).map(readCommit);
  const oldest = commits.at(-1);
  if (oldest === undefined) return null;
  const authors = new Map<string, Map<string, number>>();
  const changed = new Map<string, string>();
  const together = new Map<string, number>();
  for (const { author, date, paths } of commits) {
    const ours = paths.filter((path) => known.has(path)).sort();
    for (const path of ours) {
      const of = authors.get(path) ?? new Map<string, number>();
      authors.set(path, of.set(author, (of.get(author) ?? 0) + 1));
      if (!changed.has(path)) changed.set(path, date);
    }
    if (paths.length <= MOST_FILES) countPairs(ours, together);
  }
  return {
    commits: commits.length,
    since: oldest.date,
    files: [...authors]
      .map(([path, of]) => fileHistory(path, of, changed.get(path) ?? ''))
      .sort(byPath),
    coChanges: pairsOf(together),
  };
}

function readCommit(text: string) {
  const [head = '', ...rest] = text.split('\n');
  const [author = '', date = ''] = head.split('\t');
  return { author, date, paths: rest.filter((path) => path !== '') };
}

function countPairs(paths: readonly string[], together: Map<string, number>): void {
  paths.forEach((first, at) => {
    for (const second of paths.slice(at + 1)) {
      const pair = `${first}\0${second}`;
      together.set(pair, (together.get(pair) ?? 0) + 1);
    }
  });
}

function pairsOf(together: ReadonlyMap<string, number>): CoChange[] {
  return [...together]
    .filter(([, commits]) => commits >= FEWEST_TOGETHER)
    .sort(([a, often], [b, seldom]) => seldom - often || (a < b ? -1 : 1))
    .slice(0, MOST_PAIRS)
    .map(([pair, commits]) => {
      const [first = '', second = ''] = pair.split('\0');
      return { files: [first, second], commits };
    });
}

function fileHistory(
  path: string,
  of: ReadonlyMap<string, number>,
  lastChanged: string,
): FileHistory {
  const authors = [...of]
    .map(([name, commits]) => ({ name, commits }))
    .sort((a, b) => b.commits - a.commits || (a.name < b.name ? -1 : 1));
  return {
    path,
    commits: authors.reduce((sum, { commits }) => sum + commits, 0),
    authors,
    lastChanged,
  };
}

function byPath(a: FileHistory, b: FileHistory): number {
  return a.path < b.path ? -1 : 1;
}
