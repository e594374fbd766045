import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'src/a.ts': ['moment', '@aws-sdk/client-s3', 'zod'],
  'src/legacy/b.ts': ['type moment', 'require moment'],
};
const told = (options: Record<string, unknown>) => judgeDrawing(rule, repo, options).told;

test('each import is told, with what to use instead', () => {
  expect(told({ packages: 'moment', instead: 'Temporal' })).toEqual([
    'FORBIDDEN_PACKAGE src/a.ts:1 imports package moment, which is not to be used here; use Temporal',
    'FORBIDDEN_PACKAGE src/legacy/b.ts:1 imports package moment, which is not to be used here; use Temporal',
    'FORBIDDEN_PACKAGE src/legacy/b.ts:2 imports package moment, which is not to be used here; use Temporal',
  ]);
});

test('globs, excepted files and types are respected', () => {
  expect(told({ packages: ['@aws-sdk/*'], except: ['src/a.ts'] })).toEqual([]);
  expect(told({ packages: ['@aws-sdk/*'] })).toHaveLength(1);
  expect(told({ packages: 'moment', from: 'src/legacy/**', typeImports: 'allow' })).toHaveLength(1);
});
