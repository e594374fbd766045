import { describe, expect, it } from 'vitest';
import { treeSummary } from './tree-summary.js';
import { wrapText } from './wrap.js';

describe('the summary of a tree', () => {
  it('counts files by top folder, those of the root last', () => {
    const paths = ['package.json', 'src/a.ts', 'src/b/c.ts', 'deploy/Dockerfile'];
    expect(treeSummary(paths)).toBe(
      ['  deploy/     1', '  src/        2', '  (root)      1', '  files       4', ''].join('\n'),
    );
  });
});

describe('wrapping text', () => {
  it('keeps every line within the width and indents the later ones', () => {
    const text = wrapText('alpha, beta, gamma, delta', 20, 4);
    expect(text).toBe('alpha, beta,\n    gamma, delta');
  });

  it('leaves a word alone that is longer than the line', () => {
    expect(wrapText(`${'x'.repeat(30)}, y`, 10, 0)).toBe(`${'x'.repeat(30)},\ny`);
  });
});
