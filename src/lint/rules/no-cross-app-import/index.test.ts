import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'apps/api/main.ts': ['packages/core/index.ts', 'apps/web/config.ts'],
  'apps/web/config.ts': ['type apps/api/main.ts', 'apps/web/more.ts'],
  'apps/web/more.ts': [],
  'packages/core/index.ts': [],
  'deploy/worker/Dockerfile': ['deploy worker'],
  'deploy/worker/run.ts': ['apps/web/more.ts'],
};
const told = (options: Record<string, unknown>) =>
  judgeDrawing(rule, repo, options).findings.map(({ file, args }) => `${file} ${args['to']}`);

test('apps are what lies in apps and what is deployed', () => {
  expect(told({})).toEqual([
    'apps/api/main.ts web',
    'apps/web/config.ts api',
    'deploy/worker/run.ts web',
  ]);
});

test('types, excepted files and other folders can be left alone', () => {
  expect(told({ typeImports: 'allow', except: ['deploy/**'] })).toEqual(['apps/api/main.ts web']);
  expect(told({ apps: 'apps/<app>' })).toHaveLength(2);
});

test('without an app it is not green', () => {
  expect(judgeDrawing(rule, { 'src/a.ts': [] }).unmatched).toEqual(['apps, services or functions']);
});
