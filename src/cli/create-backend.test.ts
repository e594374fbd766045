import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '#answers/questions.js';
import { main } from './create-backend.js';
import { CTRL_C, memoryShell } from './memory-shell.js';

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

  it('says that Node.js is too old instead of failing somewhere', async () => {
    const shell = memoryShell({ nodeVersion: 'v18.20.8' });
    expect(await main(['decide', '--json'], shell)).toBe(2);
    expect(JSON.parse(shell.stdout())).toMatchObject({ problems: [{ code: 'NODE_TOO_OLD' }] });
  });

  it.each(['answers', 'architecture', 'cases', 'decision', 'imports'])(
    'prints the JSON Schema of %s',
    async (name) => {
      const shell = memoryShell();
      expect(await main(['schema', name], shell)).toBe(0);
      expect(JSON.parse(shell.stdout())).toMatchObject({ type: 'object' });
    },
  );

  it('lists the schemas without a name, also as JSON', async () => {
    const text = memoryShell();
    expect(await main(['schema'], text)).toBe(0);
    expect(text.stdout()).toContain('create-backend schema answers ');
    const json = memoryShell();
    expect(await main(['schema', '--json'], json)).toBe(0);
    expect(JSON.parse(json.stdout()).schemas[0].name).toBe('answers');
  });

  it('has a schema for its problems, which they follow', async () => {
    const schema = memoryShell();
    await main(['schema', 'problems'], schema);
    const { properties } = JSON.parse(schema.stdout());
    const refused = memoryShell();
    await main(['docter', '--json'], refused);
    const { problems } = JSON.parse(refused.stdout());
    expect(Object.keys(problems[0])).toEqual(properties.problems.items.required);
  });

  it.each([
    ['decide', ['decide', '--json'], 0],
    ['explain', ['explain', 'cost', '--json'], 0],
    ['schema', ['schema', 'answers', '--json'], 0],
    ['doctor', ['doctor', '--json'], 1],
    ['a dry run', ['x', '--yes', '--dry-run', '--json'], 0],
  ] as const)(
    '%s prints one JSON value and nothing else with --json',
    async (_, argv, exitCode) => {
      const shell = memoryShell({ cwd: tmpdir() });
      expect(await main(argv, shell)).toBe(exitCode);
      expect(typeof JSON.parse(shell.stdout())).toBe('object');
      expect(shell.stderr()).toBe('');
    },
  );

  it('takes no option for a mistyped command', async () => {
    const shell = memoryShell({ interactive: true, cwd: '/', script: { '': [CTRL_C] } });
    expect(await main(['--plain'], shell)).toBe(130);
  });

  it('tells an agent that was given a terminal what to run instead', async () => {
    const env = { CLAUDECODE: '1' };
    const shell = memoryShell({ interactive: true, cwd: '/', env, script: { '': [CTRL_C] } });
    expect(await main([], shell)).toBe(130);
    expect(shell.stderr()).toMatch(
      /^For agents: create-backend shop --answers answers\.json --json \(schema: create-backend schema answers\)\n/,
    );
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
