import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { repoCommand, repoEnvironment } from '#adapters/node-runtime.js';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The product as users get it: packed, installed alone in an empty folder, run from there. */
export interface PackedCli {
  readonly folder: string;
  readonly tarball: string;
  run(args: readonly string[], options?: { cwd?: string; input?: string }): Outcome;
  lint(args: readonly string[], cwd: string): Outcome;
  remove(): void;
}

export function installPacked(): PackedCli {
  const folder = mkdtempSync(join(tmpdir(), 'create-backend-e2e-'));
  const packs = join(folder, 'packs');
  const tool = join(folder, 'tool');
  for (const path of [packs, tool]) mkdirSync(path);
  // The build has just been made by `npm test`; packing it again would only take time.
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', packs], { stdio: 'pipe' });
  const tarball = join(packs, readdirSync(packs)[0] ?? '');
  execFileSync('npm', ['init', '-y'], { cwd: tool, stdio: 'pipe' });
  execFileSync('npm', ['install', '--no-audit', '--no-fund', tarball], {
    cwd: tool,
    stdio: 'pipe',
  });
  const bin = (name: string) => join(tool, 'node_modules/.bin', name);
  const start = (name: string, args: readonly string[], cwd: string, input?: string): Outcome => {
    const { status, stdout, stderr } = spawnSync(bin(name), [...args], {
      cwd,
      encoding: 'utf8',
      input: input ?? '',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...repoEnvironment(process.env), NO_COLOR: '1' },
    });
    return { status, stdout, stderr };
  };
  return {
    folder,
    tarball,
    run: (args, { cwd = folder, input } = {}) => start('create-backend', args, cwd, input),
    lint: (args, cwd) => start('arch-lint', args, cwd),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a command of a generated repository, on a Node that it supports. */
export function inRepo(
  cwd: string,
  command: readonly [string, ...string[]],
  more: NodeJS.ProcessEnv = {},
): Outcome {
  const [file = '', ...args] = repoCommand(command, process.version).argv;
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...repoEnvironment(process.env), ...more },
  });
  return { status, stdout, stderr };
}

const START_MS = 120_000;

const ANSWER_MS = 10_000;

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );

/** Starts a generated repository as its README says first, and waits for the line that says where it listens. */
export async function startRepo(
  cwd: string,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const [file = '', ...args] = repoCommand(['npm', 'run', 'dev'], process.version).argv;
  const settings = join(cwd, '.env');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^PORT=.*$/m, `PORT=${port}`));
  const env = repoEnvironment(process.env);
  // A group of its own: what runs below npx is asked to leave together.
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: unknown) => {
      output += String(chunk);
      const found = /is running: (\S+)/.exec(output);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`it stopped with ${code}:\n${output}`)));
    // `node --watch` outlives what it runs.
    const late = () => reject(new Error(`it did not start:\n${output}`));
    setTimeout(late, START_MS).unref();
  });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await gone;
    // The first of them may leave before the last.
    for (let left = 100; left > 0 && (await answers(url)); left -= 1) await wait(100);
    if (output.includes('traces are lost')) throw new Error(`it lost its last traces:\n${output}`);
  };
  return { url, stop };
}
