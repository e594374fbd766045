import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { repoCommand, repoEnvironment } from '#adapters/node-runtime.js';
import { type Choice, rendered, templatesOfTest } from './rendered-repo.js';

/** A command that takes so long hangs: its end is told as a failure. */
const HANGS_AFTER_MS = 3 * 60_000;

/** Where the Node for generated repos lies, looked up once: npx takes a second to find it, each time. */
let folderOfNode: string | undefined;

function pathWithNode(): string {
  const [file, ...args] = repoCommand(['node', '-p', 'process.execPath'], process.version).argv;
  folderOfNode ??= dirname(execFileSync(file, args, { encoding: 'utf8' }).trim());
  return `${folderOfNode}${delimiter}${process.env['PATH']}`;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A rendered repo on disk that uses the packages of the templates: it runs, and nothing had to be installed. */
export interface LinkedRepo {
  readonly folder: string;
  /** Another copy of it as it is now. */
  copy(): LinkedRepo;
  /** Runs a command in it to its end, on a Node that it supports. */
  run(command: readonly [string, ...string[]], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** Runs one until it prints a line like this; what it printed, and how to end it. */
  start(
    command: readonly [string, ...string[]],
    ready: RegExp,
  ): Promise<{ readonly found: RegExpExecArray; stop(): Promise<void> }>;
  remove(): void;
}

export async function linkedRepo(choice: Choice): Promise<LinkedRepo> {
  const folder = mkdtempSync(join(tmpdir(), 'linked-'));
  for (const { path, content } of rendered(choice, await templatesOfTest())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  symlinkSync(
    join(import.meta.dirname, '../../templates/node_modules'),
    join(folder, 'node_modules'),
  );
  return repoIn(folder);
}

function repoIn(folder: string): LinkedRepo {
  const begin = ([file, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv = {}) => {
    const own = Object.entries(repoEnvironment(process.env)).filter(
      ([key]) => !key.startsWith('VITEST'),
    );
    // A group of its own: what runs below it ends together with it.
    const child = spawn(file, args, {
      cwd: folder,
      env: {
        ...Object.fromEntries(own),
        PATH: pathWithNode(),
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const listeners: ((output: string) => void)[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: unknown) => {
        output += String(chunk);
        for (const listen of listeners) listen(output);
      });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, output }));
    });
    return { child, ended, listeners };
  };
  return {
    folder,
    copy: () => {
      const other = mkdtempSync(join(tmpdir(), 'linked-'));
      cpSync(folder, other, { recursive: true, verbatimSymlinks: true });
      return repoIn(other);
    },
    run: (command, env) => {
      const { child, ended } = begin(command, env);
      const late = setTimeout(() => endGroup(child.pid, 'SIGKILL'), HANGS_AFTER_MS);
      return ended.finally(() => clearTimeout(late));
    },
    start: async (command, ready) => {
      const { child, ended, listeners } = begin(command);
      const found = await new Promise<RegExpExecArray>((resolve, reject) => {
        listeners.push((output) => {
          const match = ready.exec(output);
          if (match) resolve(match);
        });
        void ended.then(({ output }) => reject(new Error(output)), reject);
      });
      return {
        found,
        stop: async () => {
          if (child.exitCode === null) endGroup(child.pid, 'SIGTERM');
          await ended;
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}
