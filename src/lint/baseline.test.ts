import { expect, test } from 'vitest';
import type { Clause } from '#architecture/schema.js';
import { baselineOf, compareWithBaseline } from './baseline.js';
import { drawProject } from './draw-project.js';
import { lint } from './lint.js';

const because = 'Because a test needs a reason too.';
const clauses: Clause[] = [
  { rule: 'no-cycles', name: 'cycles', because, severity: 'error', options: {} },
  {
    rule: 'forbidden-package',
    name: 'moment',
    because,
    severity: 'error',
    options: { packages: 'moment' },
  },
];
const findingsIn = (drawing: Record<string, string[]>) =>
  lint(drawProject(drawing), clauses).findings;
const before = {
  'a.ts': ['moment', 'b.ts'],
  'b.ts': ['c.ts'],
  'c.ts': ['a.ts', 'b.ts'],
  'd.ts': ['moment'],
};
const baseline = baselineOf(findingsIn(before));

const compared = (drawing: Record<string, string[]>) => {
  const { fresh, known, stale } = compareWithBaseline(findingsIn(drawing), baseline);
  return {
    fresh: fresh.map(({ file }) => file),
    known: known.length,
    stale: stale.map(({ file }) => file),
  };
};

test('what is in the baseline is known, wherever in its file it stands', () => {
  expect(compared(before)).toEqual({ fresh: [], known: 3, stale: [] });
  expect(compared({ ...before, 'd.ts': ['zod', 'zod', 'moment'] })).toEqual({
    fresh: [],
    known: 3,
    stale: [],
  });
});

test('what is fixed makes no room for what is new', () => {
  expect(compared({ ...before, 'd.ts': [], 'e.ts': ['moment'] })).toEqual({
    fresh: ['e.ts'],
    known: 2,
    stale: ['d.ts'],
  });
});

test('a cycle may lose files, but not gain one', () => {
  expect(compared({ ...before, 'a.ts': ['moment'] })).toMatchObject({ fresh: [], known: 3 });
  expect(
    compared({ ...before, 'c.ts': ['a.ts', 'd.ts'], 'd.ts': ['moment', 'a.ts'] }),
  ).toMatchObject({ fresh: ['a.ts'] });
});

test('the order of findings changes no byte', () => {
  expect(baselineOf(findingsIn(before).toReversed())).toEqual(baseline);
});
