import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FORMATS } from '#cli/lint-formats.js';
import { main } from '#cli/arch-lint.js';
import { RULES } from '#lint/rules/registry.js';

const text = readFileSync(
  fileURLToPath(new URL('../../docs/arch-lint.md', import.meta.url)),
  'utf8',
);

async function help(...command: string[]): Promise<string> {
  const out: string[] = [];
  await main([...command, '--help'], {
    cwd: '/',
    out: (said) => void out.push(said),
    err: () => {},
  });
  return out.join('');
}

test('docs/arch-lint.md lists every rule, and no other', () => {
  const listed = [
    ...text.matchAll(/^\| \[([a-z-]+)\]\(\.\.\/src\/lint\/rules\/\1\/README\.md\)/gm),
  ];
  expect(listed.map(([, name]) => name)).toEqual([...RULES.keys()]);
});

test('docs/arch-lint.md names only flags that there are, and every format', async () => {
  const known = `${await help('check')}${await help('baseline')}${await help('init')}${await help('adopt')}`;
  const flags = new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag));
  expect([...flags].filter((flag) => !known.includes(flag))).toEqual([]);
  for (const format of FORMATS)
    expect(text).toContain(`\`${format}\``.replace('`text`', '--format text'));
});
