import { expect, test } from 'vitest';
import type { Clause } from '#architecture/schema.js';
import { drawProject } from '#lint/draw-project.js';
import { recognise } from '#lint/recognition/recognise.js';
import { insightOf } from '#lint/insight.js';
import { IMPORT_KINDS } from '#lint/project-model.js';
import { lint } from '#lint/lint.js';
import { lintGitlab } from './lint-gitlab.js';
import { lintDot, lintMermaid } from './lint-graph.js';
import { lintHtml, pageData } from './lint-html.js';
import { lintImports } from './lint-imports.js';
import { LintImports } from './lint-json-schema.js';
import { lintJunit } from './lint-junit.js';
import { lintMarkdown } from './lint-markdown.js';

const clause: Clause = {
  rule: 'no-cycles',
  name: 'no <cycles>',
  because: 'Files that need each other | move together.',
  severity: 'error',
  options: { between: 'modules' },
};
const project = drawProject({
  'src/modules/a/1.ts': ['src/modules/b/1.ts', 'type src/modules/c/1.ts'],
  'src/modules/b/1.ts': ['src/modules/a/1.ts', 'src/modules/c/1.ts'],
  'src/modules/c/1.ts': [],
});
const report = {
  project,
  result: lint(project, [clause]),
  config: 'architecture.json',
  insight: insightOf(project),
  recognised: recognise(project),
};
const unsure = { ...report, result: lint(project, [{ ...clause, rule: 'no-such' }]) };

test('GitLab knows a finding again by its fingerprint, wherever it stands', () => {
  const [one] = JSON.parse(lintGitlab(report));
  expect(one).toMatchObject({
    check_name: 'no <cycles>',
    severity: 'major',
    location: { path: 'src/modules/a/1.ts', lines: { begin: 1 } },
  });
  expect(one.fingerprint).toMatch(/^[0-9a-f]{40}$/);
  const moved = drawProject({
    'src/modules/a/1.ts': ['zod', 'src/modules/b/1.ts', 'type src/modules/c/1.ts'],
    'src/modules/b/1.ts': ['src/modules/a/1.ts', 'src/modules/c/1.ts'],
    'src/modules/c/1.ts': [],
  });
  const [again] = JSON.parse(
    lintGitlab({ ...report, project: moved, result: lint(moved, [clause]) }),
  );
  expect([again.fingerprint, again.location.lines.begin]).toEqual([one.fingerprint, 2]);
  expect(JSON.parse(lintGitlab(unsure))[0]).toMatchObject({ check_name: 'UNKNOWN_RULE' });
});

test('JUnit has a case for each clause, escaped, and an error for each problem', () => {
  const text = lintJunit(report);
  expect(text).toContain('<testsuites name="arch-lint" tests="1" failures="1" errors="0">');
  expect(text).toContain(
    'name="no &lt;cycles&gt;">\n      <failure message="1 findings">error src/modules/a/1.ts:1:1',
  );
  expect(lintJunit(unsure)).toContain('<error message="Clause');
});

test('Markdown escapes what would end a cell, and draws the modules', () => {
  const text = lintMarkdown(report);
  expect(text.split('\n').slice(0, 3)).toEqual([
    '## arch-lint: failed',
    '',
    'FAILED: 1 error (3 files, 4 imports, 1 clause)',
  ]);
  expect(text).toContain(
    '### no &lt;cycles>: 1 error\n\n_Files that need each other \\| move together._',
  );
  expect(text).toContain('```mermaid\nflowchart LR');
});

test('graphs show types dotted and cycles red', () => {
  expect(lintMermaid(report)).toBe(
    [
      'flowchart LR',
      '  m0["a"]',
      '  m1["b"]',
      '  m2["c"]',
      '  m0 -->|1| m1',
      '  m0 -.->|1| m2',
      '  m1 -->|1| m0',
      '  m1 -->|1| m2',
      '  linkStyle 0,2 stroke:#d03b3b,stroke-width:2px',
      '',
    ].join('\n'),
  );
  expect(lintDot(report)).toContain('"a" -> "c" [label="1", style=dashed];');
  expect(lintDot(report)).toContain('"b" -> "a" [label="1", color="#d03b3b", penwidth=2];');
});

test('the page knows who depends on whom and why, and holds no markup of others', () => {
  const { modules, edges, findings } = pageData(report);
  expect(modules.map(({ name, row }) => `${name} ${row}`)).toEqual(['a 0', 'b 0', 'c 1']);
  expect(edges[0]).toMatchObject({
    from: 0,
    to: 1,
    inCycle: true,
    why: [['src/modules/a/1.ts', 1, 'src/modules/b/1.ts']],
  });
  expect(findings[0]).toMatchObject({ clause: 'no <cycles>', from: 0 });
  const page = lintHtml({
    ...report,
    project: { ...project, files: [...project.files, { path: 'src/</script>.ts', bytes: 1 }] },
  });
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toMatch(/(?:src|href)="http/);
});

test('the graph of files has every import, of each kind and to each target', () => {
  const drawn = drawProject({
    'src/a.ts': [...IMPORT_KINDS.map((kind) => `${kind} src/b.ts`), 'zod', 'node:fs', './none.ts'],
    'src/b.ts': [],
  });
  const found = LintImports.parse(JSON.parse(lintImports({ ...report, project: drawn })));
  expect(found.files).toEqual(['src/a.ts', 'src/b.ts']);
  expect(found.imports.map(({ kind }) => kind).slice(0, IMPORT_KINDS.length)).toEqual(IMPORT_KINDS);
  expect(found.imports[0]).toMatchObject({
    from: 'src/a.ts',
    line: 1,
    target: { kind: 'file', path: 'src/b.ts' },
  });
  expect(found.imports.slice(-3).map(({ target }) => target.kind)).toEqual([
    'package',
    'builtin',
    'unresolved',
  ]);
});
