import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = join(import.meta.dirname, '../../.github/workflows');
const workflows = globSync('*.yml', { cwd: folder }).map((file) => ({
  file,
  text: readFileSync(join(folder, file), 'utf8'),
}));

test('actions are pinned by commit, and tokens may do what a job needs only', () => {
  assert.ok(workflows.length > 0);
  for (const { file, text } of workflows) {
    for (const [, action = ''] of text.matchAll(/uses: (\S+)/g))
      assert.match(action, /^\.\/|@[0-9a-f]{40}$/, `${file} uses ${action}`);
    assert.match(text, /^permissions:/m, `${file} says nothing of permissions`);
    assert.doesNotMatch(text, /permissions: write-all|pull_request_target/, file);
  }
});

test('what is merged was checked, tested and scanned, and what is released was so too', () => {
  const ci = workflows.find(({ file }) => file === 'ci.yml')?.text ?? '';
  for (const step of ['npm ci', 'npm run check', 'npm test', 'npm audit', 'gitleaks'])
    assert.ok(ci.includes(step), `ci.yml does not run ${step}`);
  for (const { file, text } of workflows)
    if (/deploy|environment:/.test(text) && file !== 'ci.yml')
      assert.match(text, /uses: \.\/\.github\/workflows\/ci\.yml/, `${file} releases untested`);
});

const release = workflows.find(({ file }) => file === 'release.yml')?.text ?? '';

test(
  'what is released was listed, scanned and signed here, and reaches prod after dev',
  {
    skip: release === '' && 'nothing is released',
  },
  () => {
    assert.match(release, /^permissions: \{\}$/m);
    for (const step of ['scan-action', 'SBOM', 'actions/attest', 'cosign-installer'])
      assert.ok(release.includes(step), `release.yml does not have ${step}`);
    const [made = '', dev = '', prod = ''] = release.split(/^ {2}release-(?:dev|prod):$/m);
    assert.match(made, /run: (deploy\/sign\.sh|infra\/packages\.sh push)/);
    for (const job of [dev, prod]) {
      const checked = job.search(
        /(signed-digests\.sh|packages\.sh pull) --certificate-oidc-issuer/,
      );
      assert.ok(checked > 0, 'a release does not ask who signed');
      assert.ok(checked < job.search(/(release|release-functions)\.ts|rollout\.sh/));
      assert.doesNotMatch(job, /cancel-in-progress: true|attestations: write/);
    }
    assert.match(prod, /^ {6}- release-dev$/m);
  },
);
