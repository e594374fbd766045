import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { folder, readRoot } from '#test/observability-files.ts';

test('links of the documents about objectives and alerts lead somewhere', () => {
  for (const path of ['docs/slo.md', 'docs/alerts.md'])
    for (const [, target = ''] of readRoot(path).matchAll(/\]\(([^)#]+)/g))
      assert.ok(existsSync(join(folder, '../../', dirname(path), target)), `${path}: ${target}`);
});
