import { expect, test } from 'vitest';
import type { Clause } from '#architecture/schema.js';
import { drawProject } from '#lint/draw-project.js';
import { lint } from '#lint/lint.js';
import type { ProjectModel } from '#lint/project-model.js';
import { lintGithub } from './lint-github.js';
import { lintJson } from './lint-json.js';
import { lintSarif } from './lint-sarif.js';
import type { LintReport } from './lint-summary.js';
import { lintText } from './lint-text.js';

const cycles: Clause = {
  rule: 'no-cycles',
  name: 'no cycles, 100%',
  because: 'Files that need each other move together.',
  severity: 'error',
  options: {},
};

function report(project: ProjectModel, clauses: readonly Clause[] = [cycles]): LintReport {
  return { project, result: lint(project, clauses), config: 'architecture.json' };
}

const clean = report(drawProject({ 'src/a.ts': ['src/b.ts', './none.js'], 'src/b.ts': [] }));
const failing = report(drawProject({ 'src/a.ts': ['zod', 'src/b.ts'], 'src/b.ts': ['src/a.ts'] }));
const unsure = report(clean.project, [{ ...cycles, rule: 'no-such' }]);

test('the verdict is the first line', () => {
  const first = (of: LintReport) => lintText(of).split('\n')[0];
  expect(first(clean)).toBe('OK (2 files, 2 imports, 1 clause)');
  expect(first(failing)).toBe('FAILED: 1 error (2 files, 3 imports, 1 clause)');
  expect(first(unsure)).toBe('COULD NOT CHECK everything (2 files, 2 imports, 1 clause)');
  expect(first({ ...clean, config: null })).toContain('no architecture.json, rules inferred');
});

test('what the project looks like stands below the verdict', () => {
  const second = (of: LintReport) => lintText(of).split('\n')[1];
  const said = { why: 'three functions', evidence: [] };
  expect(
    second({ ...clean, recognised: { pattern: 'serverless', confidence: 'high', ...said } }),
  ).toBe('Looks like: serverless (confidence high): three functions');
  expect(second({ ...clean, recognised: { pattern: 'unclear', confidence: 'low', ...said } })).toBe(
    'Pattern unclear: three functions',
  );
});

test('text groups findings under their clause and its reason', () => {
  expect(lintText(failing)).toBe(
    [
      'FAILED: 1 error (2 files, 3 imports, 1 clause)',
      '',
      'no cycles, 100% [no-cycles] 1 error',
      '  because: Files that need each other move together.',
      '  src/a.ts:2:1 2 files need each other at run time: src/a.ts → src/b.ts → src/a.ts',
      '    cutting this import ends it:',
      '      src/b.ts:1 → src/a.ts',
      '',
    ].join('\n'),
  );
});

test('what speaks for a finding stands below it', () => {
  const [finding] = failing.result.findings;
  if (finding === undefined) throw new Error('nothing was found');
  const args = { evidence: [{ file: 'src/a.ts', shows: 'uses table orders' }] };
  const result = { ...failing.result, findings: [{ ...finding, args }] };
  expect(lintText({ ...failing, result })).toContain('\n      src/a.ts uses table orders\n');
});

test('what could not be judged is said', () => {
  const project: ProjectModel = {
    ...clean.project,
    skipped: [{ path: 'src/b.ts', reason: 'not text' }],
    leftOut: [{ what: 'node_modules', count: 1 }],
  };
  const text = lintText({ ...clean, project });
  expect(text).toContain('not read: src/b.ts (not text)');
  expect(text).toContain('not resolved: src/a.ts:2 ./none.js (no such file)');
  expect(text).toContain('left out: node_modules (1)');
  expect(lintText(unsure)).toContain('UNKNOWN_RULE: Clause "no cycles, 100%" uses rule "no-such"');
});

test('more than twenty findings of a clause are counted, unless all are wanted', () => {
  const pairs = Array.from({ length: 23 }, (_, i) => [
    [`src/${i}a.ts`, [`src/${i}b.ts`]],
    [`src/${i}b.ts`, [`src/${i}a.ts`]],
  ]);
  const many = report(drawProject(Object.fromEntries(pairs.flat())));
  expect(lintText(many)).toContain('… and 3 more: --all shows them');
  expect(lintText(many, 'all')).not.toContain('more:');
});

test('JSON has the verdict, the findings and what was not judged, and compares', () => {
  expect(JSON.parse(lintJson(failing))).toMatchObject({
    version: 1,
    verdict: 'findings',
    config: 'architecture.json',
    counts: { files: 2, imports: 3, errors: 1, warnings: 0, unresolved: 0 },
    findings: [
      {
        code: 'CYCLE',
        file: 'src/a.ts',
        line: 2,
        column: 1,
        proof: ['src/a.ts', 'src/b.ts', 'src/a.ts'],
      },
    ],
  });
  expect(JSON.parse(lintJson(clean))).toMatchObject({
    verdict: 'clean',
    unresolved: [{ file: 'src/a.ts', line: 2, specifier: './none.js', reason: 'no such file' }],
  });
  const again = report(drawProject({ 'src/b.ts': ['src/a.ts'], 'src/a.ts': ['zod', 'src/b.ts'] }));
  expect(lintJson(again)).toBe(lintJson(failing));
});

test('annotations are escaped as GitHub reads them', () => {
  const [line = ''] = lintGithub(failing).split('\n');
  expect(line).toMatch(/^::error file=src\/a\.ts,line=2,col=1,title=no cycles%2C 100%25::2 files/);
  expect(line).toContain('%0Abecause: Files that');
  expect(lintGithub(unsure)).toMatch(/^::error title=UNKNOWN_RULE::/);
});

test('SARIF points from a result to its clause', () => {
  const log = JSON.parse(lintSarif(failing, '1.2.3'));
  const [run] = log.runs;
  expect(run.tool.driver).toMatchObject({ name: 'arch-lint', version: '1.2.3' });
  expect(run.results).toMatchObject([
    {
      ruleId: 'no cycles, 100%',
      ruleIndex: 0,
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 2 } } }],
    },
  ]);
  expect(JSON.parse(lintSarif(unsure, '1')).runs[0].invocations[0].executionSuccessful).toBe(false);
});

test('without an architecture file the modules stand below the verdict, and lines fit a terminal', () => {
  const names = Array.from({ length: 40 }, (_, i) => `module-number-${i}`);
  const circle = (name: string) => ({
    [`src/modules/${name}/one.ts`]: [`src/modules/${name}/two.ts`, './none.js'],
    [`src/modules/${name}/two.ts`]: [`src/modules/${name}/one.ts`],
  });
  const project = drawProject(
    Object.assign({}, ...names.map(circle), { 'test/a.ts': ['./no.js'] }),
  );
  const result = lint(project, [cycles]);
  const text = lintText({ project, result, config: null, ranked: result.findings });
  const lines = text.split('\n');
  expect(lines[1]).toMatch(/^40 modules by src\/modules\/<module>: module-number-0, /);
  expect(text).toMatch(/ and \d+ more\n/);
  expect(lines.slice(1, 12).filter((line) => line.length > 80)).toEqual([]);
  expect(text.split(cycles.because)).toHaveLength(2);
  expect(text).not.toContain('not resolved: test/a.ts');
  expect(text).toContain('not resolved: 41 imports in all; --json lists them');
});
