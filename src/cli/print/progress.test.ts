import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress, seconds } from './progress.js';

function output(redraws: boolean) {
  const written: string[] = [];
  return {
    written,
    shell: {
      err: (text: string) => void written.push(text),
      redraws,
      color: false,
      plain: false,
      unicode: true,
      columns: 80,
      now: () => Date.now(),
    },
  };
}

const after = (ms: number) => async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
  return ms;
};

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells a short step in one line', async () => {
    const { shell, written } = output(false);
    const step = createProgress(shell).step('Write files', after(300));
    await vi.advanceTimersByTimeAsync(300);
    expect(await step).toBe(300);
    expect(written).toEqual(['✓ Write files  0.3 s\n']);
  });

  it('announces a step of more than a second and tells its time', async () => {
    const { shell, written } = output(false);
    const step = createProgress(shell).step('Install', after(12_000));
    await vi.advanceTimersByTimeAsync(2000);
    expect(written).toEqual(['… Install\n']);
    await vi.advanceTimersByTimeAsync(10_000);
    await step;
    expect(written.at(-1)).toBe('✓ Install  12 s\n');
  });

  it('redraws one line only on a terminal, and clears it', async () => {
    const { shell, written } = output(true);
    const step = createProgress(shell).step('Install', after(1500));
    await vi.advanceTimersByTimeAsync(1500);
    await step;
    expect(written[0]).toMatch(/^\r\| Install {2}0\.1 s/);
    expect(written.at(-2)).toBe('\r\u001B[K');
    expect(written.at(-1)).toBe('✓ Install  1.5 s\n');
  });

  it('reports a failed step and passes the error on', async () => {
    const { shell, written } = output(false);
    const progress = createProgress(shell);
    const failing = progress.step('Install', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(progress.reports).toEqual([{ name: 'Install', ms: 0, ok: false }]);
    expect(written).toEqual(['✗ Install\n']);
  });

  it('gives no tick to what it did not do', async () => {
    const { shell, written } = output(false);
    const progress = createProgress(shell);
    await progress.step(
      'Create a git repository',
      async () => 0,
      () => 'git is not installed',
    );
    expect(written).toEqual(['– Create a git repository  skipped: git is not installed\n']);
    expect(progress.reports).toMatchObject([{ skipped: 'git is not installed' }]);
  });

  it('cuts a line that would wrap and could not be cleared', async () => {
    const { shell, written } = output(true);
    const step = createProgress(shell).step('x'.repeat(200), after(300));
    await vi.advanceTimersByTimeAsync(300);
    await step;
    const [frame = ''] = written;
    expect(frame.replace('\r', '').replace('\u001B[K', '').length).toBeLessThan(80);
  });

  it('uses words and no signs where everything is read aloud', async () => {
    const { shell, written } = output(false);
    const progress = createProgress({ ...shell, plain: true });
    const step = progress.step('Install', after(2000));
    await vi.advanceTimersByTimeAsync(2000);
    await step;
    await progress.step(
      'Create a git repository',
      async () => 0,
      () => 'git is not installed',
    );
    expect(written).toEqual([
      'Working: Install\n',
      'Done: Install  2.0 s\n',
      'Skipped: Create a git repository, git is not installed\n',
    ]);
  });

  it('writes times as people do', () => {
    expect([1000, 1250, 9999, 75_400].map(seconds)).toEqual(['1.0 s', '1.3 s', '10.0 s', '75 s']);
  });
});
