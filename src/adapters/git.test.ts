import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitRequest, initRepository } from './git.js';
import { run, type Run } from './run.js';
import { contentsOf, type Disk, DISKS, put } from './writing/testing/disks.js';

let disk: Disk;
let shop: string;
beforeEach(async () => {
  disk = DISKS['real disk']();
  shop = join(disk.root, 'shop');
  await put(disk, { 'shop/README.md': '# shop\n', 'shop/.env': 'SECRET=1\n', 'home/': '' });
});
afterEach(() => disk.dispose());

/** Someone who has told git nothing, or what the configuration says. */
function environment(config = ''): Record<string, string | undefined> {
  writeFileSync(join(disk.root, 'home/.gitconfig'), config);
  return { PATH: process.env['PATH'], HOME: join(disk.root, 'home'), GIT_CONFIG_NOSYSTEM: '1' };
}

function request(changes: Partial<GitRequest> = {}): GitRequest {
  return {
    run,
    fs: disk.fs,
    directory: shop,
    message: 'First commit',
    env: changes.env ?? environment(),
    signal: new AbortController().signal,
    now: () => performance.now(),
    ...changes,
  };
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', shop, ...args], {
    encoding: 'utf8',
    env: environment(),
  }).trim();
}

describe('initRepository', () => {
  it('commits everything but .env on main, for someone git does not know', async () => {
    expect(await initRepository(request())).toEqual({ kind: 'created' });
    expect(git('ls-files')).toBe('README.md');
    expect(git('log', '--format=%an <%ae> %s')).toBe(
      'create-backend <create-backend@localhost> First commit',
    );
    expect(git('branch', '--show-current')).toBe('main');
  });

  it('makes a repository inside another one only where that one ignores the directory', async () => {
    execFileSync('git', ['-C', disk.root, 'init', '--quiet'], { env: environment() });
    expect(await initRepository(request())).toMatchObject({ kind: 'skipped' });
    writeFileSync(join(disk.root, '.gitignore'), '/shop/\n');
    expect(await initRepository(request())).toEqual({ kind: 'created' });
    expect(git('ls-files')).toBe('README.md');
  });

  it('commits as the user, without hooks and without signing', async () => {
    const hooks = join(disk.root, 'hooks');
    mkdirSync(hooks);
    for (const hook of ['pre-commit', 'post-commit', 'commit-msg']) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${shop}/${hook}-ran\nexit 1\n`, {
        mode: 0o755,
      });
    }
    const env = environment(
      `[user]\nname = Ada\n[core]\nhooksPath = ${hooks}\n[commit]\ngpgSign = true\n[gpg]\nprogram = /bin/false\n`,
    );
    expect(await initRepository(request({ env }))).toEqual({ kind: 'created' });
    expect(git('log', '--format=%an <%ae>')).toBe('Ada <create-backend@localhost>');
    expect(Object.keys(await contentsOf(disk.fs, shop))).not.toContain('post-commit-ran');
  });

  it('is not led into another repo by variables that git sets for hooks', async () => {
    const env = { ...environment(), GIT_DIR: join(disk.root, 'other'), GIT_INDEX_FILE: '/nowhere' };
    expect(await initRepository(request({ env }))).toEqual({ kind: 'created' });
    expect(git('ls-files')).toBe('README.md');
  });

  it('leaves a directory inside another repo, or with a .git of its own, alone', async () => {
    execFileSync('git', ['init', '-q', disk.root], { env: environment() });
    expect(await initRepository(request())).toMatchObject({
      kind: 'skipped',
      reason: expect.stringContaining('inside another'),
    });
    await put(disk, { 'shop/.git/HEAD': 'not a repo' });
    expect(await initRepository(request())).toMatchObject({
      reason: expect.stringContaining('.git already'),
    });
    expect(await contentsOf(disk.fs, join(shop, '.git'))).toEqual({ HEAD: 'not a repo' });
  });

  it('says that git is missing', async () => {
    const env = { ...environment(), PATH: join(disk.root, 'home') };
    const outcome = await initRepository(request({ env }));
    expect(outcome).toEqual({ kind: 'skipped', reason: 'git is not installed' });
  });

  it.each(['init', 'symbolic-ref', 'add', 'commit'])(
    'leaves no repo behind when git %s fails or is interrupted',
    async (word) => {
      const before = await contentsOf(disk.fs, shop);
      const fails: Run = async (asked) =>
        asked.argv.includes(word)
          ? { kind: 'failed', elapsedMs: 1, exitCode: 128, output: 'fatal: no' }
          : run(asked);
      expect(await initRepository(request({ run: fails }))).toEqual({
        kind: 'skipped',
        reason: `git ${word} did not work: fatal: no`,
      });
      const interrupted: Run = async (asked) => {
        if (asked.argv.includes(word)) throw new Error('Ctrl-C');
        return run(asked);
      };
      await expect(initRepository(request({ run: interrupted }))).rejects.toThrow('Ctrl-C');
      expect(await contentsOf(disk.fs, shop)).toEqual(before);
    },
  );
});
