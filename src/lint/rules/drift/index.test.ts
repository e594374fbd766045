import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const recorded = ['module orders', 'module users', 'app shop orders users', 'link orders users'];
const code = {
  'src/apps/shop/main.ts': ['src/modules/orders/index.ts'],
  'src/modules/orders/index.ts': ['src/modules/users/contract.ts'],
  'src/modules/users/contract.ts': [],
};
const told = (drawing: Record<string, readonly string[]>, options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, drawing, { apps: 'src/apps/<app>', ...options }).findings.map(
    ({ code, file, subject }) => `${code} ${file} ${subject ?? ''}`.trim(),
  );

test('code as it is recorded is clean', () => {
  expect(told({ ...code, 'architecture.json': recorded })).toEqual([]);
});

test.each([
  [
    { 'src/modules/stock/index.ts': [] },
    recorded,
    'MODULE_NOT_RECORDED src/modules/stock/index.ts module stock',
  ],
  [{ 'src/apps/jobs/main.ts': [] }, recorded, 'APP_NOT_RECORDED src/apps/jobs/main.ts app jobs'],
  [{}, [...recorded, 'module gone'], 'MODULE_MISSING architecture.json module gone'],
  [{}, [...recorded, 'app gone orders'], 'APP_MISSING architecture.json app gone'],
  [{}, recorded.slice(0, 3), 'DEPENDENCY_NOT_RECORDED src/modules/orders/index.ts orders → users'],
  [
    {},
    ['module orders', 'module users', 'app shop users', 'link orders users'],
    'MODULE_NOT_HOSTED src/apps/shop/main.ts',
  ],
])('%j', (more, architecture, expected) => {
  expect(told({ ...code, ...more, 'architecture.json': architecture })).toEqual([expected]);
});

test('excepted files may depend on what they like', () => {
  expect(
    told({ ...code, 'architecture.json': recorded.slice(0, 3) }, { except: ['**/index.ts'] }),
  ).toEqual([]);
});

test('without a record it is not green', () => {
  expect(judgeDrawing(rule, code).unmatched).toEqual(['a blueprint in architecture.json']);
});

const services = {
  'src/apps/orders/main.ts': ['write table orders'],
  'src/apps/stock/main.ts': [],
  'src/apps/mail/main.ts': [],
  'src/modules/orders/index.ts': [],
  'architecture.json': ['pattern modular-monolith', 'module orders'],
};

test('another pattern than the recorded one is told with its evidence', () => {
  const { findings } = judgeDrawing(rule, services);
  expect(findings).toMatchObject([
    {
      code: 'PATTERN_NOT_RECORDED',
      file: 'architecture.json',
      args: { recorded: 'modular-monolith', seen: 'microservices' },
      proof: expect.arrayContaining(['src/apps/stock/main.ts']),
    },
  ]);
});

test('what is likely but not sure is not told, nor what is unclear or nowhere recorded', () => {
  const shared = { ...services, 'src/apps/stock/main.ts': ['read table orders'] };
  expect(judgeDrawing(rule, shared).findings).toEqual([]);
  const unclear = { ...services, 'src/apps/stock/main.ts': [], 'src/apps/mail/main.ts': [] };
  const { 'src/apps/mail/main.ts': _, ...two } = unclear;
  expect(judgeDrawing(rule, two).findings).toEqual([]);
  const unsaid = { ...services, 'architecture.json': ['module orders'] };
  expect(judgeDrawing(rule, unsaid).findings).toEqual([]);
});

test('services that do not call each other may be those of a recorded event-driven system', () => {
  const architecture = ['pattern event-driven', 'module orders'];
  const silent = { ...services, 'architecture.json': architecture };
  expect(judgeDrawing(rule, silent).findings).toEqual([]);
  const calling = { ...silent, 'src/apps/mail/main.ts': ['call orders'] };
  expect(judgeDrawing(rule, calling).findings.map(({ code }) => code)).toEqual([
    'PATTERN_NOT_RECORDED',
  ]);
});
