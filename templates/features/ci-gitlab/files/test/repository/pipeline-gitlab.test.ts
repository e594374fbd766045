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

const jobs = new Map(
  text.split(/^(?=[\w.:-]+:\n)/m).map((part) => [part.slice(0, part.indexOf(':\n')), part]),
);

test(
  'what is released was scanned and signed here, and reaches prod after dev, by hand',
  {
    skip: !jobs.has('release:dev') && 'nothing is released',
  },
  () => {
    assert.match(text, /(deploy\/scan\.sh|\/grype sbom:)/);
    assert.match(text, /(deploy\/sign\.sh|infra\/packages\.sh push)/);
    assert.match(text, /(signed-digests\.sh|packages\.sh pull) --certificate-oidc-issuer/);
    const prod = jobs.get('release:prod') ?? '';
    assert.match(prod, /^ {4}- release:dev$/m);
    assert.match(prod, /when: manual/);
    for (const name of ['release:dev', 'release:prod'])
      assert.match(jobs.get(name) ?? '', /interruptible: false/, `${name} may be broken off`);
  },
);
