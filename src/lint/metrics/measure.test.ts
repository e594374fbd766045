import { expect, test } from 'vitest';
import { drawProject } from '../draw-project.js';
import { hotspots } from './hotspots.js';
import { measureModules, propagationCost } from './measure.js';

const project = drawProject({
  'src/modules/orders/index.ts': ['20 lines', 'src/modules/orders/b.ts'],
  'src/modules/orders/b.ts': [
    '300 lines',
    'src/modules/users/index.ts',
    'src/modules/users/inside.ts',
    'define table orders',
  ],
  'src/modules/users/index.ts': ['type src/modules/orders/b.ts', 'src/modules/log/index.ts'],
  'src/modules/users/inside.ts': ['read table orders'],
  'src/modules/log/index.ts': ['src/modules/users/index.ts'],
});
const [log, orders, users] = measureModules(project);

test('coupling, cohesion and propagation are counted by files and modules', () => {
  expect(orders).toMatchObject({ name: 'orders', files: 2, lines: 320, afferent: 1, efferent: 2 });
  expect(orders?.instability).toBeCloseTo(2 / 3);
  expect(orders?.cohesion).toBeCloseTo(1 / 3);
  expect(log).toMatchObject({ afferent: 1, efferent: 1, instability: 0.5, propagation: 1 });
  expect(propagationCost([log, users].flatMap((one) => one ?? []))).toBe(1);
});

test('what stands in the way of taking a module out is told, the dearest first', () => {
  expect(users?.readiness.blockers.map(({ code, what }) => `${code}: ${what}`)).toEqual([
    'CYCLE: depends in a circle on log',
    'TABLES_OF_OTHERS: uses tables of others: orders',
    'DEPENDENCIES: imports log',
    'IMPORTED_INSIDE: others import its inside: src/modules/users/inside.ts',
    'DEPENDENTS: is imported by log, orders',
  ]);
  expect(users?.readiness.score).toBe(100 - 15 - 10 - 3 - 2 - 2);
  expect(orders?.readiness.blockers.map(({ code }) => code)).toEqual([
    'TABLES_USED_BY_OTHERS',
    'DEPENDENCIES',
    'IMPORTS_INSIDE',
  ]);
});

test('history gives churn, bus factor and what changes together', () => {
  const author = (name: string, commits: number) => ({ name, commits });
  const file = (path: string, ...authors: { name: string; commits: number }[]) => ({
    path,
    commits: authors.reduce((sum, { commits }) => sum + commits, 0),
    authors,
    lastChanged: '2026-01-01',
  });
  const [measured] = measureModules({
    ...project,
    history: {
      commits: 20,
      since: '2025-01-01',
      files: [
        file('src/modules/log/index.ts', author('ann', 3), author('bob', 2), author('cid', 2)),
      ],
      coChanges: [
        { files: ['src/modules/log/index.ts', 'src/modules/users/index.ts'], commits: 4 },
        { files: ['src/modules/orders/b.ts', 'src/modules/log/index.ts'], commits: 5 },
      ],
    },
  });
  expect(measured?.history).toEqual({
    commits: 7,
    authors: 3,
    busFactor: 2,
    changesWith: [
      { name: 'orders', commits: 5 },
      { name: 'users', commits: 4 },
    ],
  });
});

test('a hotspot is large and used by many, or changed often', () => {
  expect(hotspots(project, 1)).toEqual([
    { file: 'src/modules/orders/b.ts', lines: 300, commits: null, importers: 2, score: 100 },
  ]);
});
