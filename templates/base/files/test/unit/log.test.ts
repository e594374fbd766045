import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { withoutSecrets } from '#platform/log.ts';

const root = join(import.meta.dirname, '../..');

/** What a process with our log wrote before it ended. */
function written(code: string): readonly string[] {
  const script = `
    import { loadConfig } from '#platform/config.ts';
    import { processLog } from '#platform/process.ts';
    const log = processLog('app', loadConfig({}, [], String));
    ${code}`;
  const args = ['--input-type=module-typescript', '--eval', script];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg);
}

test('every line is written, whichever way a process ends', () => {
  const lines = `for (let n = 0; n < 300; n += 1) log.info({ n, filler: 'x'.repeat(99) }, 'line ' + n);`;
  const expected = Array.from({ length: 300 }, (_, n) => `line ${n}`);
  assert.deepEqual(written(lines), expected);
  assert.deepEqual(written(`${lines} process.exit(1);`), expected);
  assert.deepEqual(written(`${lines} throw new Error('a bug');`), expected);
});

test('secrets are not told, at the top or one level down, and what was given stays as it is', () => {
  const given = { password: 'a', user: { token: 'b', name: 'Ada' }, headers: { authorization: 'c' } };
  assert.deepEqual(withoutSecrets(given), {
    password: '[Redacted]',
    user: { token: '[Redacted]', name: 'Ada' },
    headers: { authorization: '[Redacted]' },
  });
  assert.equal(given.user.token, 'b');
  const harmless = { route: '/orders', error: new Error('x') };
  assert.equal(withoutSecrets(harmless), harmless);
});
