import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Clause } from '#architecture/schema.js';
import { drawProject } from '#lint/draw-project.js';
import { lint, type LintResult } from '#lint/lint.js';
import { lintSarif } from './lint-sarif.js';

/** The schema of SARIF 2.1.0 as npm’s @microsoft/jest-sarif publishes it (MIT). */
const SCHEMA = new URL('../../test/fixtures/sarif-2.1.0-rtm.5.json', import.meta.url);
// zod takes a reference for a whole URL, so references are looked at apart.
const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(fileURLToPath(SCHEMA), 'utf8'), (key, value) =>
    key === 'format' && value === 'uri-reference' ? undefined : value,
  ),
);

const project = drawProject({
  'src/a b.ts': ['src/ü#.ts', 'zod', './none.ts'],
  'src/ü#.ts': ['src/a b.ts'],
  'package.json': ['left-pad'],
});
const clause = (rule: string, severity: Clause['severity'], options = {}): Clause => {
  return { rule, name: `${rule}, 100 %`, because: 'For this test.', severity, options };
};
const clauses = [
  clause('no-cycles', 'error'),
  clause('declared-dependencies', 'warning'),
  clause('no-unresolved', 'error'),
];
const told = lint(project, clauses);
const [first, second, ...others] = told.findings;
if (first === undefined || second === undefined) throw new Error('too little was found');

describe('what is written for code scanning obeys the schema', () => {
  test.each<[string, LintResult]>([
    ['findings of every kind', told],
    [
      'known and suppressed ones',
      { ...told, findings: others, known: [first], suppressed: [second] },
    ],
    ['nothing found', { ...told, findings: [] }],
    ['nothing judged', lint(project, [clause('no-such', 'error')])],
    ['an empty project', lint(drawProject({}), [])],
  ])('with %s', (_, result) => {
    const text = lintSarif({ project, result, config: null }, '1.2.3');
    expect(schema.safeParse(JSON.parse(text)).error?.issues ?? []).toEqual([]);
  });

  test('and names files by references that need no guessing', () => {
    const text = lintSarif({ project, result: told, config: null }, '1');
    const uris = [...text.matchAll(/"uri": "([^"]*)"/g)].map(([, uri]) => uri);
    expect(new Set(uris)).toEqual(new Set(['src/a%20b.ts', 'src/%C3%BC%23.ts', 'package.json']));
  });

  test('and the schema refuses what is wrong', () => {
    const log = JSON.parse(lintSarif({ project, result: told, config: null }, '1'));
    const [run] = log.runs;
    const [result] = run.results;
    for (const wrong of [
      { ...log, version: '2.0.0' },
      { ...log, runs: [{ ...run, tool: {} }] },
      { ...log, runs: [{ ...run, results: [{ ...result, level: 'fatal' }] }] },
      { ...log, runs: [{ ...run, results: [{ ...result, because: 'unknown key' }] }] },
      { ...log, runs: [{ ...run, results: [{ ...result, ruleIndex: -2 }] }] },
    ])
      expect(schema.safeParse(wrong).success).toBe(false);
  });
});
