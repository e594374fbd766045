import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/compliance');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as {
  blueprint: { features: string[] };
};
const pages = globSync('*.md', { cwd: folder }).toSorted();
/** What `npm test` runs. */
const RUNS =
  /^(src\/.+|test\/(unit|repository|acceptance|security|telemetry|resilience)\/.+)\.test\.ts$/;

interface Row {
  readonly clause: string;
  readonly controls: readonly string[];
  readonly tests: readonly string[];
  readonly outside: string;
}

function rowsOf(page: string): Row[] {
  return readFileSync(join(folder, page), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| clause'))
    .map((line) => {
      const [clause = '', , controls = '', tests = '', outside = ''] = line
        .slice(2, -2)
        .split(' | ');
      return { clause, controls: linksIn(controls), tests: linksIn(tests), outside };
    });
}

function linksIn(cell: string): string[] {
  return [...cell.matchAll(/\]\(\.\.\/\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
}

test('each rule that applies has its page, and no other', () => {
  const wanted = blueprint.features.flatMap((id) =>
    id.startsWith('compliance-') ? [`${id.slice('compliance-'.length)}.md`] : [],
  );
  assert.deepEqual(pages, wanted.toSorted());
});

for (const page of pages) {
  test(`${page}: every demand has a control with a test that runs, or somebody who sees to it`, () => {
    const rows = rowsOf(page);
    assert.ok(rows.length >= 8, `${rows.length} rows`);
    assert.ok(rows.filter(({ controls }) => controls.length > 0).length >= rows.length / 2);
    for (const { clause, controls, tests, outside } of rows) {
      assert.equal(controls.length > 0, tests.length > 0, `${clause}: a control without a test`);
      assert.ok(outside.length > 10, `${clause}: who does what besides?`);
      for (const path of [...controls, ...tests])
        assert.ok(existsSync(join(root, path)), `${clause}: ${path} does not exist`);
      for (const path of tests) {
        assert.match(path, RUNS, `${clause}: npm test does not run ${path}`);
        assert.match(readFileSync(join(root, path), 'utf8'), /\btest\(/, path);
      }
    }
  });
}
