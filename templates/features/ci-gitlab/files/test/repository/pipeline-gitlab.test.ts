import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const text = readFileSync(join(import.meta.dirname, '../../.gitlab-ci.yml'), 'utf8');

test('images are named by version', () => {
  const images = [...text.matchAll(/^\s+(?:image|name): ([\w./-]+\/[\w.-]+|node)(:\S+)?$/gm)];
  assert.ok(images.length > 0);
  for (const [line, , tag] of images) assert.match(tag ?? '', /^:(?!latest)\S+/, line);
});

test('what is merged was checked, tested and scanned, before anything else happens', () => {
  for (const step of ['npm ci', 'npm run check', 'npm test', 'npm audit', 'gitleaks'])
    assert.ok(text.includes(step), `the pipeline does not run ${step}`);
  const [first] = [...text.matchAll(/^ {2}- (\w+)$/gm)].map(([, stage]) => stage);
  assert.equal(first, 'verify');
  assert.doesNotMatch(text, /allow_failure: true/);
});
