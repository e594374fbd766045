import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { inject } from 'vitest';
import { repoEnvironment } from '#adapters/node-runtime.js';
import { type Answer, run } from '../tools/program.js';
import { PROJECT, type RepoId } from './repos.js';

/** Where a generated repo lies. */
export function folderOf(id: RepoId): string {
  return join(inject('wideFolder'), id, PROJECT);
}

const nodes = new Map<number, Promise<string>>();

/** The folder of a Node of that major version, from its npm package. */
export function nodeFolder(major: number): Promise<string> {
  const known = nodes.get(major);
  if (known !== undefined) return known;
  const print = ['node', '-p', 'process.execPath'];
  const found = run('npx', ['-y', '-p', `node@${major}`, ...print], { cwd: '/' }).then(
    ({ code, output }) => {
      const path = output
        .trim()
        .split('\n')
        .find((line) => line.startsWith('/'));
      if (code !== 0 || path === undefined) throw new Error(`node@${major}: ${output}`);
      return dirname(path);
    },
  );
  nodes.set(major, found);
  return found;
}

export type Environment = Readonly<Record<string, string>>;

/** Our environment for a Node of that version, without what this run of npm set. */
export async function environmentOn(major: number, env: Environment = {}): Promise<Environment> {
  const set = Object.entries({ ...repoEnvironment(process.env), NO_COLOR: '1', ...env });
  const known = set.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const vitest = /^(VITEST|VITE_|TEST$|MODE$|DEV$|PROD$|SSR$|BASE_URL$|NODE_ENV$)/;
  const rest = known.filter(([key]) => key in env || !vitest.test(key));
  const PATH = `${await nodeFolder(major)}${delimiter}${process.env['PATH'] ?? ''}`;
  return { ...Object.fromEntries(rest), PATH };
}

/** What a program starts with, and nothing of ours besides. */
export interface Command {
  readonly cwd: string;
  readonly argv: readonly [string, ...string[]];
  readonly env?: Environment;
  readonly node?: number;
}

/** Starts a program on Node 24, or the version named. */
export async function start({ cwd, argv, env, node = 24 }: Command): Promise<ChildProcess> {
  const [command, ...args] = argv;
  const clean = await environmentOn(node, env);
  return spawn(command, args, { cwd, env: clean, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a program to its end; the answer has what it wrote. */
export async function finish(command: Command): Promise<Answer> {
  const child = await start(command);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: unknown) => (output += String(chunk)));
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: -1, output: String(error) }));
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

/** A repo with its packages, as the lockfile says. */
export async function installed(id: RepoId): Promise<string> {
  const cwd = folderOf(id);
  if (existsSync(join(cwd, 'node_modules/.package-lock.json'))) return cwd;
  const { code, output } = await finish({ cwd, argv: ['npm', 'ci', '--ignore-scripts'] });
  if (code !== 0) throw new Error(`npm ci in ${id}:\n${output}`);
  return cwd;
}

/** Runs one phase of a repo's own tests, and counts what passed. */
export async function ownTests(
  cwd: string,
  phase: string,
  env: Environment,
): Promise<Answer & { readonly figures: string }> {
  const answer = await finish({ cwd, argv: ['node', 'tools/test.ts', phase], env });
  const count = (word: string) => new RegExp(`^. ${word} (\\d+)$`, 'm').exec(answer.output)?.[1];
  return { ...answer, figures: `${count('pass')} of ${count('tests')} tests` };
}

/** The URL of a child that prints `ready <url>`, or what it said instead. */
export function readyLine(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: unknown) => {
        output += String(chunk);
        const found = /^ready (\S+)$/m.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it stopped with ${code}:\n${output}`)));
  });
}

/** Ends a child that we started. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
