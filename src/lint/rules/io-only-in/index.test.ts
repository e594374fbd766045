import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'src/adapters/db.ts': ['pg', 'node:fs'],
  'src/adapters/clock.ts': [],
  'src/adapters/all.ts': ['src/adapters/db.ts'],
  'src/domain/a.ts': ['node:path', 'src/adapters/clock.ts', 'type node:fs'],
  'src/domain/b.ts': ['node:fs/promises', 'pg'],
  'src/domain/c.ts': ['src/adapters/all.ts'],
  'src/domain/d.ts': ['src/domain/c.ts'],
};
const told = (options: Record<string, unknown>) =>
  judgeDrawing(rule, repo, { in: 'src/adapters/**', ...options }).findings.map(
    ({ code, proof }) => `${code} ${proof.join(' ')}`,
  );

test('imports of Node.js and of packages that do input and output are told', () => {
  expect(told({})).toEqual(['IO_OUTSIDE src/domain/b.ts node:fs/promises']);
  expect(told({ packages: ['pg'] })).toHaveLength(2);
  expect(told({ except: ['src/domain/b.ts'] })).toEqual([]);
});

test('chains prove how a file reaches it, once where it leaves the pure files', () => {
  expect(told({ through: 'chains', except: ['src/domain/b.ts'] })).toEqual([
    'IO_REACHED src/domain/c.ts src/adapters/all.ts src/adapters/db.ts node:fs',
  ]);
});

test('a place that is not there is told', () => {
  expect(judgeDrawing(rule, repo, { in: 'src/io/**' }).unmatched).toEqual(['src/io/**']);
});
