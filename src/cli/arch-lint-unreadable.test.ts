import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FORMATS } from './lint-formats.js';
import { lintProject, removeProjects, runArchLint } from './testing/lint-project.js';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const FILES = {
  'src/a.ts': `import './b.js';`,
  'src/b.ts': '',
  'src/closed/c.ts': '',
  'tsconfig.json': '{}',
  'src/d.ts': `import 'd';`,
};
const CLAUSES = {
  'architecture.json': JSON.stringify({
    version: 1,
    clauses: [
      {
        rule: 'no-cycles',
        name: 'cycles',
        because: 'Files in a circle are one file.',
        options: {},
      },
    ],
  }),
};
let root = '';

function given(files: Readonly<Record<string, string>>, closed: readonly string[]): void {
  root = lintProject(files);
  chmodSync(root, 0o755);
  for (const path of closed) chmodSync(join(root, path), 0);
}

/** Everything is open to root, so that its tests run as somebody else. */
async function runAsUser(...argv: string[]) {
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await runArchLint(root, ...argv);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

beforeEach(async () => {
  // What runs is loaded before it may no longer be read.
  for (const format of FORMATS) await runArchLint(lintProject(FILES), '--format', format);
});
afterEach(() => {
  if (root !== '') chmodSync(root, 0o755);
  for (const path of ['src/closed', 'src']) if (root !== '') chmodSync(join(root, path), 0o755);
  removeProjects();
});

describe.skipIf(process.platform === 'win32')('what may not be read', () => {
  test('as the root is exit 2 with a coded error', async () => {
    given(FILES, ['.']);
    const { code, out, err } = await runAsUser(root);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^PROJECT_UNREADABLE: .*EACCES/);
  });

  test.each(FORMATS)('is exit 2 and said in %s, with and without clauses', async (format) => {
    for (const files of [FILES, { ...FILES, ...CLAUSES }]) {
      given(files, ['src/closed', 'src/b.ts']);
      const { code, out } = await runAsUser('--format', format);
      expect(code).toBe(2);
      expect(out).toMatch(/FOLDERS_NOT_JUDGED[^]*1 folder that may not be read: src\/closed/);
      expect(out).toMatch(/FILES_NOT_JUDGED[^]*1 file that may not be read: src\/b\.ts/);
    }
  });

  test('is listed and counted for machines', async () => {
    given(FILES, ['src/closed', 'src/b.ts']);
    const { counts, unreadable, verdict } = JSON.parse((await runAsUser('--json')).out);
    expect([verdict, counts.unreadable]).toEqual(['could-not-run', 2]);
    expect(unreadable).toEqual([
      { kind: 'file', path: 'src/b.ts', reason: 'EACCES' },
      { kind: 'folder', path: 'src/closed', reason: 'EACCES' },
    ]);
  });

  test('counts also where it only says what imports mean', async () => {
    given(FILES, ['tsconfig.json']);
    const { code, out } = await runAsUser();
    expect([code, out]).toEqual([2, expect.stringContaining('tsconfig.json (EACCES)')]);
  });

  test('does not count where .gitignore leaves it out', async () => {
    given({ ...FILES, '.gitignore': 'closed/\n' }, ['src/closed']);
    expect(await runAsUser()).toMatchObject({ code: 0, out: expect.stringMatching(/^OK/) });
  });

  test('is not the ground for an architecture file', async () => {
    given(FILES, ['src/closed']);
    chmodSync(root, 0o777);
    expect(await runAsUser('init')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^FOLDERS_NOT_JUDGED/),
    });
  });
});
