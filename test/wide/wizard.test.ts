import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../terminal/document.js';
import { isComplete, KEYS } from '../terminal/virtual-terminal.js';
import { WALK, WALK_ARGS } from '../terminal/walk.js';
import { exists, run } from '../tools/program.js';

const PATIENCE_MS = 60_000;

/** A real terminal of 80 by 24 around a program; `-f /dev/null`: nobody's own configuration. */
async function inTmux(folder: string, env: readonly string[]) {
  const socket = join(folder, 'tmux.socket');
  const tmux = async (...args: readonly string[]): Promise<string> => {
    const { code, output } = await run('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
      cwd: folder,
    });
    if (code !== 0) throw new Error(`tmux ${args.join(' ')}: ${output}`);
    return output;
  };
  const bin = resolve('bin/create-backend.js');
  const words = ['env', '-u', 'NO_COLOR', '-u', 'CI', '-u', 'ACCESSIBLE', ...env, 'node', bin];
  // The shell stays when the program has ended, so that its last words can be read.
  const command = `${[...words, ...WALK_ARGS].join(' ')}; echo "left with $?"; sleep 600`;
  await tmux('new-session', '-d', '-x', '80', '-y', '24', '-c', join(folder, 'here'), command);
  const screen = () => tmux('capture-pane', '-p');
  return {
    screen,
    press: async (key: string) => {
      const keys = Object.hasOwn(KEYS, key) ? [key] : ['-l', key];
      await tmux('send-keys', ...keys);
      await sleep(250);
    },
    until: async (text: string) => {
      for (const began = Date.now(); Date.now() - began < PATIENCE_MS;) {
        const now = await screen();
        await sleep(150);
        const done = /left with|Answer:/.test(now) || isComplete(now.trimEnd().split('\n'));
        if (done && now.includes(text) && now === (await screen())) return now;
      }
      throw new Error(`The screen never showed ${text}:\n${await screen()}`);
    },
    end: () => tmux('kill-server').catch(() => ''),
  };
}

describe('the wizard in a real terminal', () => {
  it('looks as docs/wizard.md shows it, and writes what it promised', async (context) => {
    context.skip(!(await exists('tmux')), 'tmux is not on the PATH');
    const folder = await mkdtemp(join(tmpdir(), 'tmux-'));
    await mkdir(join(folder, 'here'));
    const document = await readFile('docs/wizard.md', 'utf8');
    const env = [`XDG_STATE_HOME=${folder}/state`, 'LANG=C.UTF-8'];
    const terminal = await inTmux(folder, env);
    try {
      for (const { name, keys, until, shown } of WALK) {
        for (const key of keys) await terminal.press(key);
        const screen = await terminal.until(until);
        // What there is to choose from grows with every feature.
        if (shown === false || name === 'Features') continue;
        const [, page = ''] = document.split(`### ${name}\n`);
        const [, documented = ''] = page.split(/```(?:text\n)?/);
        expect(shapeOf(screen.trim()), name).toBe(shapeOf(documented.trim()));
      }
      await terminal.press('Enter');
      await terminal.until('left with 0');
      expect(await readdir(join(folder, 'here'))).toEqual(['shop']);
      expect(await readdir(join(folder, 'state/create-backend'))).toEqual([]);
    } finally {
      await terminal.end();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('leaves the terminal as it was at Ctrl-C, and goes on later', async (context) => {
    context.skip(!(await exists('tmux')), 'tmux is not on the PATH');
    const folder = await mkdtemp(join(tmpdir(), 'tmux-'));
    await mkdir(join(folder, 'here'));
    const env = [`XDG_STATE_HOME=${folder}/state`, 'LANG=C.UTF-8'];
    const first = await inTmux(folder, env);
    try {
      await first.until('Project name');
      await first.press('kept');
      await first.press('Enter');
      await first.until('Modules');
      await first.press('C-c');
      await first.until('left with 130');
      expect(await first.screen()).toContain('--resume');
    } finally {
      await first.end();
    }
    const second = await inTmux(folder, env);
    try {
      await second.until('There is 1 answer for kept.');
      await second.press('Enter');
      await second.until('Modules');
      expect(await readdir(join(folder, 'here'))).toEqual([]);
    } finally {
      await second.end();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('asks in sentences where the terminal is dumb', async (context) => {
    context.skip(!(await exists('tmux')), 'tmux is not on the PATH');
    const folder = await mkdtemp(join(tmpdir(), 'tmux-'));
    await mkdir(join(folder, 'here'));
    const terminal = await inTmux(folder, [`XDG_STATE_HOME=${folder}/state`, 'TERM=dumb']);
    try {
      await terminal.until('Answer:');
      await terminal.press('shop');
      await terminal.press('Enter');
      const screen = await terminal.until('Your answer: shop.');
      expect(screen).not.toMatch(/[^\u0020-\u007E\n]/);
    } finally {
      await terminal.end();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
