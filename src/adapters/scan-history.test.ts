import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { historyOf, scanHistory } from './scan-history.js';

test('authors, churn and files that change together are read below the folder only', () => {
  const root = mkdtempSync(join(tmpdir(), 'history-'));
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
    mkdirSync(join(root, 'app'));
    git('init', '-q');
    for (let i = 0; i < 4; i++) {
      for (const file of ['app/a.ts', 'app/ä b.ts', 'out.ts'])
        writeFileSync(join(root, file), `${i}`);
      git('add', '.');
      const name = i === 0 ? 'Eve' : 'Ada';
      git(
        '-c',
        `user.name=${name}`,
        '-c',
        'user.email=a@b',
        '-c',
        'commit.gpgSign=false',
        'commit',
        '-qm',
        'x',
        '--no-verify',
      );
    }
    const history = scanHistory(join(root, 'app'), ['a.ts', 'ä b.ts']);
    expect(history).toMatchObject({
      commits: 4,
      files: [
        {
          path: 'a.ts',
          commits: 4,
          authors: [
            { name: 'Ada', commits: 3 },
            { name: 'Eve', commits: 1 },
          ],
        },
        { path: 'ä b.ts' },
      ],
      coChanges: [{ files: ['a.ts', 'ä b.ts'], commits: 4 }],
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('a large commit says nothing of what belongs together', () => {
  const paths = Array.from({ length: 40 }, (_, i) => `${i}.ts`);
  const commit = `\0Ada\t2026-01-01\n\n${paths.join('\n')}\n`;
  expect(historyOf(commit.repeat(5), new Set(paths))).toMatchObject({ commits: 5, coChanges: [] });
});

test('no repository, no history', () => {
  expect(scanHistory('/no/such/folder', [])).toBeNull();
  expect(historyOf('', new Set())).toBeNull();
});
