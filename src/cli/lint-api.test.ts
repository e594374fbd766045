import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { LintOutput } from '#report/lint-json-schema.js';
import type * as Published from '../../types/lint.js';
import { lint } from './lint-api.js';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lint-api-'));
  mkdirSync(join(root, 'src/modules/a'), { recursive: true });
  mkdirSync(join(root, 'src/modules/b'), { recursive: true });
  writeFileSync(join(root, 'src/modules/a/a.ts'), `import '../b/b.js';\nimport './none.js';\n`);
  writeFileSync(join(root, 'src/modules/b/b.ts'), `import '../a/a.js';\n`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('lint gives what arch-lint --json prints, as its schema says', async () => {
  const report = await lint(root);
  expect(LintOutput.parse(report)).toEqual(report);
  expect(report).toMatchObject({
    verdict: 'findings',
    config: null,
    findings: [{ code: 'CYCLE', clause: 'modules-without-cycles' }, { code: 'CYCLE' }],
    metrics: [{ name: 'a', readiness: { score: 77 } }, { name: 'b' }],
  });
});

test('it rejects with a code where it could not look', async () => {
  await expect(lint(join(root, 'none'))).rejects.toMatchObject({ code: 'PROJECT_UNREADABLE' });
});

test('the published types are true', () => {
  expectTypeOf(lint).toExtend<typeof Published.lint>();
});
