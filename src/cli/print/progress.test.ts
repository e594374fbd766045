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

  it('tells a short step in one line without its time', async () => {
    const { shell, written } = output(false);
    const step = createProgress(shell).step('Write files', after(300));
    await vi.advanceTimersByTimeAsync(300);
    expect(await step).toBe(300);
    expect(written).toEqual(['✓ Write files\n']);
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

  it('writes times as people do', () => {
    expect([1000, 1250, 9999, 75_400].map(seconds)).toEqual(['1.0 s', '1.3 s', '10.0 s', '75 s']);
  });
});
