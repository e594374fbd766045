import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { main } from '#cli/create-backend.js';
import { memoryShell } from '#cli/memory-shell.js';

it('the picture in the README is what its command prints', async () => {
  const [, picture = ''] =
    /```text\n\$ npx create-backend ([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const [command = '', ...lines] = picture.replace('\\\n    ', '').trimEnd().split('\n');
  const shell = memoryShell({ cwd: process.cwd(), env: { LANG: 'C.UTF-8' } });
  expect(await main(command.split(' '), shell)).toBe(0);
  expect(lines.join('\n')).toBe(shell.stdout().trimEnd());
});
