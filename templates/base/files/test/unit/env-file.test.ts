import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { portIn, readEnvFile, settingsHere } from '#tools/env-file.ts';

function repository(t: TestContext, text: string): string {
  const root = mkdtempSync(join(tmpdir(), 'env-file-'));
  t.after(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, '.env'), text);
  return root;
}

function given(t: TestContext, key: string, value: string): void {
  t.after(() => delete process.env[key]);
  process.env[key] = value;
}

test('what .env says holds for a command that is told nothing else', (t) => {
  given(t, 'ENV_FILE_EMPTY', '');
  const settings = settingsHere(repository(t, 'ENV_FILE_PORT=3456\nENV_FILE_EMPTY=7\n'));
  assert.equal(settings['ENV_FILE_PORT'], '3456');
  assert.equal(settings['ENV_FILE_EMPTY'], '7');
});

test('what a command is told wins over .env', (t) => {
  given(t, 'ENV_FILE_PORT', '4567');
  assert.equal(settingsHere(repository(t, 'ENV_FILE_PORT=3456\n'))['ENV_FILE_PORT'], '4567');
});

test('an empty value, or no file, says nothing', (t) => {
  const root = repository(t, 'ENV_FILE_PORT=\n');
  assert.deepEqual(readEnvFile(root), {});
  assert.deepEqual(readEnvFile(join(root, 'nowhere')), {});
});

test('a port is a number, or it is said which setting is none', () => {
  assert.equal(portIn({ PORT: '3456' }, 'PORT', 3000), 3456);
  assert.equal(portIn({ PORT: '' }, 'PORT', 3000), 3000);
  for (const PORT of ['abc', '65536', '-1', '80.5'])
    assert.throws(
      () => portIn({ PORT }, 'PORT', 3000),
      new RegExp(`^Error: PORT is ${PORT}, and a port is`),
    );
});
