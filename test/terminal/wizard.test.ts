import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { virtualTerminal, type Size, type VirtualOptions } from './virtual-terminal.js';
import { WALK, WALK_ARGS } from './walk.js';

/** Beside 80 by 24, which is that of docs/wizard.md. */
const SIZES: readonly Size[] = [{ columns: 60, rows: 20 }];

describe('the wizard on a terminal', () => {
  let cwd = '';
  const open = (options: Partial<VirtualOptions> = {}) =>
    virtualTerminal({ columns: 80, rows: 24, cwd, argv: WALK_ARGS, ...options });
  const pressAll = async (
    terminal: ReturnType<typeof open>,
    ...keys: readonly string[]
  ): Promise<void> => {
    for (const key of keys) await terminal.press(key);
  };

  beforeEach(async () => {
    const made = await mkdtemp(join(tmpdir(), 'terminal-'));
    cwd = made;
    return () => rm(made, { recursive: true, force: true });
  });

  it.each(SIZES)('shows every page whole at %j', { timeout: 120_000 }, async (size) => {
    const terminal = open(size);
    for (const { name, keys, until } of WALK) {
      await pressAll(terminal, ...keys);
      await terminal.until(until).catch((error) => {
        throw new Error(`${name}: ${error}`);
      });
      const screen = terminal.screen();
      expect(terminal.broken(), name).toEqual([]);
      expect(
        screen.filter((row) => row.startsWith('◆')),
        name,
      ).toHaveLength(1);
      expect(
        screen.findLast((row) => row !== ''),
        name,
      ).toMatch(/^└ {2}/);
    }
    await terminal.press('Enter');
    await terminal.until('without questions');
    expect(await terminal.exitCode).toBe(0);
    expect(await readdir(cwd)).toEqual(['shop']);
  });

  it('keeps what matters on a terminal of 40 by 12: question, cursor and keys', async () => {
    const terminal = open({ columns: 40, rows: 12 });
    await terminal.until('Project name');
    await pressAll(terminal, 'Enter', 'Enter', 'Enter', '60', 'Enter', '9', 'Enter');
    await terminal.until('How you run');
    expect(terminal.broken()).toEqual([]);
    expect(terminal.screen().join('\n')).toMatch(/◆.*How you run[\s\S]*›.*know[\s\S]*└/);
  });

  it('draws with ASCII where the terminal has no more', async () => {
    const terminal = open({ unicode: false, color: false });
    await terminal.until('Project name');
    await pressAll(terminal, 'Enter', 'Enter', 'Enter', '60');
    await terminal.until('so far');
    expect(terminal.transcript().join('\n')).not.toMatch(/[^\u0020-\u007E\n]/);
    expect(
      terminal
        .cells()
        .flat()
        .filter(({ colour }) => colour !== -1),
    ).toEqual([]);
  });

  it('takes the line of an answer back when Escape goes back to it', async () => {
    const terminal = open();
    await terminal.until('Project name');
    await pressAll(terminal, 'demo', 'Enter');
    await terminal.until('Modules');
    expect(terminal.screen()).toContain('◇  Project name  demo');
    await pressAll(terminal, 'Escape');
    await terminal.until('Enter takes demo');
    expect(terminal.screen().join('\n')).not.toContain('◇');
    await pressAll(terminal, 'Enter');
    await terminal.until('Modules');
    expect(terminal.screen().filter((row) => row.includes('Project name'))).toEqual([
      '◇  Project name  demo',
    ]);
  });

  it('does not go back from the first question', async () => {
    const terminal = open();
    await terminal.until('Project name');
    await pressAll(terminal, 'x', 'Escape', 'y');
    await terminal.until('› xy');
  });

  it('edits what is suggested after Tab, and says what is wrong under the line', async () => {
    const terminal = open();
    await terminal.until('Project name');
    await pressAll(terminal, 'Tab', 'BSpace', 'P', 'Enter');
    await terminal.until('› shoP');
    expect(terminal.screen().join('\n')).toMatch(/› shoP\n│ {2}.*shoP/);
    await pressAll(terminal, 'BSpace', 'p', '2', 'Enter');
    await terminal.until('◇  Project name  shop2');
  });

  it('opens and closes the reasons with the same key, in a list and in a text', async () => {
    const terminal = open();
    await terminal.until('Project name');
    await pressAll(terminal, 'Enter', 'Enter', 'Enter');
    await terminal.until('Engineers');
    await pressAll(terminal, '?');
    await terminal.until('? close');
    expect(terminal.screen().join('\n')).toMatch(/›\n[\s\S]*- Cost: /);
    await pressAll(terminal, '?');
    await terminal.until('? why');
    await pressAll(terminal, '5', 'Enter', 'Enter');
    await terminal.until('How you run');
    await pressAll(terminal, '?');
    await terminal.until('- Operations burden');
    await pressAll(terminal, 'Up');
    await terminal.until('? why');
  });

  it('refuses features that do not go together, and says which', async () => {
    const terminal = open({
      argv: ['shop', '--quick', '--pattern', 'modular-monolith', ...WALK_ARGS],
    });
    await terminal.until('Modules');
    for (let question = 0; question < 10; question += 1) {
      if (terminal.screen().join('\n').includes('Ticked are')) break;
      await pressAll(terminal, 'Enter');
    }
    await terminal.until('Ticked are');
    // Kubernetes needs the image.
    while (!terminal.screen().join('\n').includes('› [x] Docker')) await pressAll(terminal, 'Down');
    await pressAll(terminal, 'Space', 'Enter');
    await terminal.until('requires docker');
    await pressAll(terminal, 'Space', 'Enter');
    await terminal.until('Write it');
  });

  it('leaves at Ctrl-C with the cursor shown and nothing written', async () => {
    const terminal = open();
    await terminal.until('Project name');
    await pressAll(terminal, 'Enter', 'Enter', 'Down', 'C-c');
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.screen().join('\n')).toContain('Interrupted; nothing is left half done.');
    expect(terminal.cursorHidden()).toBe(false);
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('the wizard in sentences', () => {
  let cwd = '';
  const open = () =>
    virtualTerminal({
      columns: 80,
      rows: 24,
      cwd,
      argv: ['--plain', ...WALK_ARGS],
      plain: true,
      color: false,
    });
  const say = async (terminal: ReturnType<typeof open>, ...lines: readonly string[]) => {
    for (const line of lines) {
      await terminal.press(line);
      await terminal.press('Enter');
    }
  };

  beforeEach(async () => {
    const made = await mkdtemp(join(tmpdir(), 'plain-'));
    cwd = made;
    return () => rm(made, { recursive: true, force: true });
  });

  it(
    'goes from the first question to a repository with numbers and words alone',
    { timeout: 90_000 },
    async () => {
      const terminal = open();
      await terminal.until('Answer:');
      await say(terminal, '', 'orders', '2', '<', '1', '60', '9', '4', '', '3', '1, 2', '1', '1');
      // The list may be longer than the screen: its last group stands there.
      await terminal.until('Delivery:');
      await say(terminal, '', '1');
      await terminal.until('without questions');
      expect(await terminal.exitCode).toBe(0);
      expect(await readdir(cwd)).toEqual(['shop']);
      const text = terminal.transcript().join('\n');
      expect(text).not.toMatch(/[◆◇│└›✓▇]/);
      expect(terminal.broken()).toEqual([]);
      expect(text).toContain('Question 1 of 6, the team. Engineers who work on this backend now');
      expect(text).toMatch(/modular monolith is first in \d+ percent/);
      expect(text).toContain('Done: Write ');
    },
  );

  it('says what is wrong with an answer and asks again', async () => {
    const terminal = open();
    await terminal.until('Answer:');
    await say(terminal, 'My Shop');
    await terminal.until('My Shop" is not');
    await say(terminal, 'shop', '', '7');
    await terminal.until('"7" is not in the list: the numbers go from 1 to 2.');
    await say(terminal, '');
    await terminal.until('Nothing was typed: the numbers go from 1 to 2.');
  });

  it('takes lines that were typed ahead', async () => {
    const terminal = open();
    await terminal.press('shop\norders\n1\n60\n');
    await terminal.until('Question 2 of 6');
  });

  it('leaves when the input ends or a signal comes', async () => {
    const ended = open();
    await ended.until('Answer:');
    ended.endInput();
    expect(await ended.exitCode).toBe(130);
    const stopped = open();
    await stopped.until('Answer:');
    stopped.interrupt();
    expect(await stopped.exitCode).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });
});
