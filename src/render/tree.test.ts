import { expect, it } from 'vitest';
import type { Draft } from './copy.js';
import { treeOf } from './tree.js';

function file(path: string, content = '', from = 'base'): Draft {
  return { path, content, owner: 'managed', template: `${from}/files/${path}`, from };
}

function problems(...drafts: Draft[]): string[] {
  const tree = treeOf(drafts);
  return tree.ok ? [] : tree.problems.map(({ code, message }) => `${code} ${message}`);
}

it('sorts by code units and marks scripts executable', () => {
  const tree = treeOf([file('b'), file('a/z', '#!/bin/sh\n'), file('C')]);
  expect(tree.ok && tree.value.map(({ path, executable }) => [path, executable])).toEqual([
    ['C', false],
    ['a/z', true],
    ['b', false],
  ]);
});

it('names both owners of a path that comes twice', () => {
  const [problem] = problems(file('ci.yml'), file('ci.yml', '', 'feature:ci'));
  expect(problem).toMatch(/^PATH_TWICE ci\.yml comes from base .* and feature:ci /);
});

it('sees two files that meet on a disk without letter case, and a file that is also a folder', () => {
  expect(problems(file('README.md'), file('readme.md'))).toHaveLength(1);
  expect(problems(file('readme.md'), file('README.md'))).toHaveLength(1);
  expect(problems(file('docs'), file('docs/adr/1.md'))).toHaveLength(1);
  expect(problems(file('docs/adr/1.md'), file('docs'))).toHaveLength(1);
});

it('refuses a path that leaves the project', () => {
  expect(problems(file('../x'))[0]).toContain('PATH_INVALID');
});

it('refuses bytes that are no text', () => {
  expect(problems(file('a.zip', 'PK\0'))[0]).toContain('FILE_NOT_TEXT');
  expect(problems(file('a.png', Buffer.from([0xff, 0xfe]).toString('utf8')))[0]).toContain(
    'FILE_NOT_TEXT',
  );
});
