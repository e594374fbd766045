import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lintProject, removeProjects, runArchLint } from './testing/lint-project.js';

const uses = (...modules: string[]) =>
  modules.map((name) => `import '../${name}/index.js';\n`).join('');
const BEFORE = {
  'src/modules/orders/index.ts': uses('users', 'stock'),
  'src/modules/users/index.ts': `import type { A } from '../mail/index.js';\n`,
  'src/modules/stock/index.ts': '',
  'src/modules/mail/index.ts': '',
  'src/modules/old/index.ts': uses('mail'),
};

let root = '';
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const commitAll = () => {
  git('add', '-A');
  git('commit', '-qm', 'work');
};
const markdown = async (...more: string[]) =>
  (await runArchLint(root, ...more, '--since', 'main', '--format', 'markdown')).out;

beforeEach(() => {
  root = lintProject(BEFORE);
  git('init', '-q', '-b', 'main');
  commitAll();
  git('switch', '-qc', 'work');
});
afterEach(removeProjects);

test('a comment tells which dependencies and cycles of modules came and went', async () => {
  write('src/modules/orders/index.ts', uses('users'));
  write('src/modules/users/index.ts', uses('mail', 'orders'));
  rmSync(join(root, 'src/modules/old'), { recursive: true });
  commitAll();
  write('src/modules/mail/index.ts', uses('stock'));
  const text = await markdown();
  const from = text.indexOf('### Modules: what changed since main');
  expect(text.slice(from, text.indexOf('<details>')).split('\n')).toEqual([
    '### Modules: what changed since main',
    '',
    '- **New cycle** between `orders`, `users`',
    '',
    '| dependency | change | imports | where |',
    '| --- | --- | --- | --- |',
    '| `mail` → `stock` | **new** | 1 | `src/modules/mail/index.ts:1` |',
    '| `old` → `mail` | gone | 1 | `src/modules/old/index.ts:1` |',
    '| `orders` → `stock` | gone | 1 | `src/modules/orders/index.ts:2` |',
    '| `users` → `mail` | now at run time | 1 | `src/modules/users/index.ts:1` |',
    '| `users` → `orders` | **new** | 1 | `src/modules/users/index.ts:2` |',
    '',
    '```mermaid',
    'flowchart LR',
    '  m0["mail"]',
    '  m1["old"]',
    '  m2["orders"]',
    '  m3["stock"]',
    '  m4["users"]',
    '  m0 ==>|new| m3',
    '  m1 -.->|gone| m0',
    '  m2 -.->|gone| m3',
    '  m4 -->|now at run time| m0',
    '  m4 ==>|new| m2',
    '  linkStyle 0 stroke:#2e7d32,stroke-width:3px',
    '  linkStyle 1 stroke:#8a8a8a,stroke-width:1px',
    '  linkStyle 2 stroke:#8a8a8a,stroke-width:1px',
    '  linkStyle 3 stroke:#b26a00,stroke-width:2px',
    '  linkStyle 4 stroke:#d03b3b,stroke-width:3px',
    '```',
    '',
    '',
  ]);
});

test('a cycle that ended is told, and one that grew with what it was', async () => {
  write('src/modules/users/index.ts', uses('orders'));
  commitAll();
  git('branch', '-qf', 'main');
  write('src/modules/users/index.ts', '');
  expect(await markdown()).toContain('- Cycle ended between `orders`, `users`\n');
  write('src/modules/users/index.ts', uses('orders'));
  write('src/modules/stock/index.ts', uses('orders'));
  expect(await markdown()).toContain(
    '- Cycle between `orders`, `stock`, `users`; before, of `orders`, `users`\n',
  );
});

test('compared is with where the branch began, and nothing changes in the repository', async () => {
  git('switch', '-q', 'main');
  write('src/modules/mail/index.ts', uses('stock'));
  commitAll();
  git('switch', '-q', 'work');
  write('src/modules/stock/index.ts', '// staged');
  git('add', '-A');
  const [before, folders] = [git('status', '--porcelain', '-b'), kept()];
  expect(await markdown()).toContain('No dependency between modules came or went since main.');
  expect([git('status', '--porcelain', '-b'), kept()]).toEqual([before, folders]);
});

test('what a build writes is no change, and neither is what lies outside of the folder', async () => {
  write('.gitignore', '*.gen.ts\n');
  write('src/modules/orders/index.ts', `${uses('users', 'stock')}import '../mail/a.gen.js';\n`);
  commitAll();
  git('branch', '-qf', 'main');
  write('src/modules/mail/a.gen.ts', '');
  write('tools/a.ts', `import '../src/modules/mail/index.js'`);
  expect(await markdown()).toContain('No dependency between modules came or went');
  expect(await markdown('src')).toContain('No dependency between modules came or went');
  write('src/modules/mail/index.ts', uses('stock'));
  expect(await markdown('src')).toContain('| `mail` → `stock` | **new** |');
});

test('a folder that was not there has new dependencies only', async () => {
  for (const [path, text] of Object.entries(BEFORE)) write(`app/${path}`, text);
  const text = await markdown('app');
  expect(text.match(/\*\*new\*\*/g)).toHaveLength(4);
  expect(text).not.toContain('| gone |');
});

test('without a revision the comment says nothing of a change', async () => {
  expect((await runArchLint(root, '--format', 'markdown')).out).not.toContain('what changed');
});

const kept = () => readdirSync(tmpdir()).filter((name) => name.startsWith('arch-lint-since-'));
