import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectNameFrom, targetOf } from './target.js';

describe('the target directory', () => {
  let cwd = '';
  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'target-'));
    cwd = join(root, 'here');
    await mkdir(join(root, 'elsewhere'));
    await mkdir(cwd);
    await symlink(join(root, 'elsewhere'), join(cwd, 'link'));
    await symlink(cwd, join(cwd, 'loop'));
    return () => rm(root, { recursive: true, force: true });
  });

  it.each([
    ['shop', 'shop'],
    ['./shop/', 'shop'],
    ['a/b/../shop', 'a/shop'],
    ['.', '.'],
    ['..shop', '..shop'],
    ['loop/shop', 'loop/shop'],
  ])('accepts %s', async (dir, shown) => {
    expect(await targetOf(dir, cwd, { realpath })).toEqual({ shown, path: join(cwd, shown) });
  });

  it.each(['..', '../shop', 'a/../../shop', '/shop', 'link/shop', 'link'])(
    'refuses %j',
    async (dir) => {
      await expect(targetOf(dir, cwd, { realpath })).rejects.toMatchObject({
        code: 'TARGET_OUTSIDE',
      });
    },
  );

  it.each(['', ' ', 'a\0b'])('refuses %j', async (dir) => {
    await expect(targetOf(dir, cwd, { realpath })).rejects.toMatchObject({
      code: 'TARGET_INVALID',
    });
  });

  it.each(['node_modules', 'a/node_modules/b', 'con', 'NUL.txt', '.git/hooks'])(
    'refuses the reserved %s',
    async (dir) => {
      await expect(targetOf(dir, cwd, { realpath })).rejects.toThrow(/reserved part/);
    },
  );

  it('names the project', () => {
    expect(projectNameFrom('a/shop/', '/x')).toBe('shop');
    expect(projectNameFrom('.', '/x/store')).toBe('store');
  });
});
