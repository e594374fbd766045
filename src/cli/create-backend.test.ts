import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '#answers/questions.js';
import { main } from './create-backend.js';
import { memoryShell } from './memory-shell.js';

describe('the command line', () => {
  it('lists every command, a flag for every question and examples in its help', async () => {
    const shell = memoryShell();
    expect(await main(['--help'], shell)).toBe(0);
    const help = shell.stdout();
    for (const name of ['decide', 'explain', 'schema', 'doctor'])
      expect(help).toContain(`  ${name} `);
    for (const { flag } of QUESTIONS) expect(help).toContain(`  ${flag} <`);
    expect(help).toContain('create-backend shop --yes');
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(help.endsWith('\n')).toBe(true);
    expect(shell.stderr()).toBe('');
  });

  it('tells its version', async () => {
    const shell = memoryShell();
    expect(await main(['--version'], shell)).toBe(0);
    expect(shell.stdout()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(['answers', 'architecture', 'decision'])('prints the JSON Schema of %s', async (name) => {
    const shell = memoryShell();
    expect(await main(['schema', name], shell)).toBe(0);
    expect(JSON.parse(shell.stdout())).toMatchObject({ type: 'object' });
  });

  it('keeps the stack of a bug, says how to report it and exits with 2', async () => {
    const shell = memoryShell({ interactive: true, cwd: '/' });
    expect(await main(['shop', '--dry-run'], shell)).toBe(2);
    expect(shell.stderr()).toMatch(/Error: Nobody expected to be asked.*\n\s+at /);
    expect(shell.stderr()).toContain('BUG: this is a fault in create-backend');
    expect(shell.stderr()).toContain('the command: create-backend shop --dry-run');
  });

  it.each(['doctor', 'explain', 'schema', 'decide'])('has help for %s', async (name) => {
    const shell = memoryShell();
    expect(await main([name, '--help'], shell)).toBe(0);
    expect(shell.stdout()).toContain(`Usage: create-backend ${name}`);
  });
});
