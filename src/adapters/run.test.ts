import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { run, runProblem, type RunRequest } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(code: string, changes: Partial<RunRequest> = {}): RunRequest {
  return {
    argv: [process.execPath, '-e', code],
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    now: () => performance.now(),
    ...changes,
  };
}

/** A command that starts a child, writes both process ids to a file and waits. */
const FAMILY = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  require('node:fs').writeFileSync('pids', process.pid + ' ' + child.pid);
  setInterval(() => {}, 1000);`;

async function familyIsUp(): Promise<number[]> {
  for (;;) {
    try {
      const pids = readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
      if (pids.length === 2) return pids;
    } catch {
      await sleep(20);
    }
  }
}

async function allGone(pids: readonly number[]): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if (!pids.some(isAlive)) return true;
    await sleep(20);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    // A killed process whose parent has not noticed is over all the same.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('run', () => {
  it('tells what a command printed on both streams, with exactly the environment given', async () => {
    const code = 'console.log(Object.keys(process.env).join()); console.error("and this")';
    const outcome = await run(node(code, { env: { ONLY: 'this' } }));
    expect(outcome).toMatchObject({ kind: 'passed', output: expect.stringContaining('ONLY') });
    expect(outcome).toMatchObject({ output: expect.stringContaining('and this') });
    expect(outcome).not.toMatchObject({ output: expect.stringContaining('PATH') });
  });

  it('keeps the end of a long output when the command fails', async () => {
    const code = 'for (let i = 0; i < 50000; i++) console.log("line " + i); process.exitCode = 3';
    const outcome = await run(node(code));
    expect(outcome).toMatchObject({ kind: 'failed', exitCode: 3 });
    if (outcome.kind !== 'failed') return;
    expect(outcome.output.split('\n')).toHaveLength(60);
    expect(outcome.output).toMatch(/line 49999$/);
    expect(runProblem(['npm', 'ci'], outcome)).toMatchObject({ code: 'COMMAND_FAILED' });
  });

  it('says when there is no such command', async () => {
    const outcome = await run(node('', { argv: ['no-such-command-anywhere'] }));
    expect(outcome).toEqual({ kind: 'missing' });
    expect(runProblem(['x'], outcome)).toMatchObject({ code: 'COMMAND_MISSING' });
  });

  it('ticks while it runs', async () => {
    const ticks: number[] = [];
    const onProgress = (elapsedMs: number): void => void ticks.push(elapsedMs);
    await run(node('setTimeout(() => {}, 1300)', { onProgress }));
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks[0]).toBeGreaterThan(900);
  });

  it.skipIf(process.platform === 'win32')(
    'ends a command and its children on abort, and says why',
    async () => {
      rmSync(join(folder, 'pids'), { force: true });
      const controller = new AbortController();
      const outcome = run(node(FAMILY, { signal: controller.signal }));
      const pids = await familyIsUp();
      controller.abort(new Error('Ctrl-C'));
      await expect(outcome).rejects.toThrow('Ctrl-C');
      expect(await allGone(pids)).toBe(true);
    },
  );

  it.skipIf(process.platform === 'win32')('ends all of them at the timeout', async () => {
    rmSync(join(folder, 'pids'), { force: true });
    const outcome = await run(node(FAMILY, { timeoutMs: 1000 }));
    expect(outcome.kind).toBe('timed-out');
    expect(runProblem(['x'], outcome)).toMatchObject({ code: 'COMMAND_TIMED_OUT' });
    expect(await allGone(await familyIsUp())).toBe(true);
  });

  it('starts nothing when it is aborted already', async () => {
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(run(node('', { signal }))).rejects.toThrow('Ctrl-C');
  });
});
