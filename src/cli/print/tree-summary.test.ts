import { describe, expect, it } from 'vitest';
import { symbolsFor } from './symbols.js';
import { treeSummary } from './tree-summary.js';

const paths = [
  'package.json',
  'src/a.ts',
  'src/modules/b/c.ts',
  'src/modules/d.ts',
  'src/apps/main.ts',
  'deploy/Dockerfile',
  '.nvmrc',
  'README.md',
];

describe('the summary of a tree', () => {
  it('counts files by folder, those of the root named in the last line', () => {
    expect(treeSummary(paths, symbolsFor({ unicode: true }))).toEqual([
      '├─ deploy/         1',
      '├─ src/            4',
      '│  ├─ apps/        1',
      '│  └─ modules/     2',
      '└─ README.md, package.json and 1 more',
    ]);
  });

  it('draws with ASCII alike', () => {
    expect(treeSummary(['src/a/b.ts'], symbolsFor({ unicode: false }))).toEqual([
      '`- src/      1',
      '|  `- a/     1',
    ]);
  });
});
