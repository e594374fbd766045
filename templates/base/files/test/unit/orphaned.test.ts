import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const tool = pathToFileURL(join(import.meta.dirname, '../../tools/orphaned.ts')).href;

/** A process below a shell, as npm starts one; its lines say that it runs, and that it leaves. */
async function belowAShell(t: TestContext, env: NodeJS.ProcessEnv) {
  const script = `
    const { whenOrphaned } = await import(process.env.TOOL);
    whenOrphaned(() => { console.log('leaves'); process.exit(); }, { everyMs: 20 });
    setTimeout(() => { console.log('stays'); process.exit(); }, 3_000);
    console.log('runs');`;
  const { npm_lifecycle_event: _, ...without } = process.env;
  // Two commands: of one alone a shell may become the process.
  const shell = spawn('sh', ['-c', '"$NODE" --input-type=module --eval "$SCRIPT"; true'], {
    env: { ...without, ...env, NODE: process.execPath, TOOL: tool, SCRIPT: script },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => shell.stdout.destroy());
  const said = (): Promise<string> => once(shell.stdout, 'data').then(([chunk]) => String(chunk).trim());
  assert.equal(await said(), 'runs');
  return { shell, said };
}

const posix = { skip: process.platform === 'win32' };

test('what npm started leaves when npm and its shell are gone', posix, async (t) => {
  const { shell, said } = await belowAShell(t, { npm_lifecycle_event: 'start' });
  shell.kill('SIGTERM');
  assert.equal(await said(), 'leaves');
});

test('what somebody else started stays', posix, async (t) => {
  const { shell, said } = await belowAShell(t, {});
  shell.kill('SIGTERM');
  assert.equal(await said(), 'stays');
});
