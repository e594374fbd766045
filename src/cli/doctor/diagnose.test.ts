import { describe, expect, it } from 'vitest';
import type { RunRequest } from '#adapters/run.js';
import { main } from '../create-backend.js';
import { memoryShell } from '../memory-shell.js';

async function machine({ argv: [name] }: RunRequest) {
  if (name === 'terraform') return { kind: 'missing' } as const;
  const output = name === 'npm' ? 'a warning\n11.19.1\n' : 'cannot connect';
  const outcome = { elapsedMs: 1, output };
  return name === 'docker'
    ? ({ kind: 'failed', exitCode: 1, ...outcome } as const)
    : ({ kind: 'passed', ...outcome } as const);
}

describe('doctor', () => {
  it('tells what is there, and what the rest would enable', async () => {
    const shell = memoryShell({ run: machine, nodeVersion: 'v20.20.2' });
    expect(await main(['doctor'], shell)).toBe(0);
    expect(shell.stdout()).toMatch(/✓ npm +11\.19\.1\n/);
    expect(shell.stdout()).toMatch(/- terraform +not installed\n +would enable checking/);
    expect(shell.stdout()).toMatch(/- docker engine +installed, but does not answer\n/);
    expect(shell.stdout()).toContain('npx -y -p node@24 npm start');
  });

  it('prints the same as JSON', async () => {
    const shell = memoryShell({ run: machine });
    expect(await main(['doctor', '--json'], shell)).toBe(0);
    const { ok, tools } = JSON.parse(shell.stdout());
    expect(ok).toBe(true);
    expect(tools).toContainEqual(expect.objectContaining({ name: 'terraform', found: false }));
  });

  it('fails without npm', async () => {
    const shell = memoryShell();
    expect(await main(['doctor'], shell)).toBe(1);
    expect(shell.stdout()).toMatch(/✗ npm +not installed\n/);
  });
});
