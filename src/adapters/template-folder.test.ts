import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTemplateFolder } from './template-folder.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'templates-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const WHOLE = {
  'templates/package.json': '{"engines":{}}',
  'templates/package-lock.json': '{"packages":{}}',
  'templates/base/files/b.ts': 'b\r\n',
  'templates/base/files/_gitignore': 'dist\n',
  'templates/modules/users/module.json': '{}',
  'templates/patterns/p/files/x': '',
  'templates/features/f/files/x': '',
};

describe('a templates folder', () => {
  it('is read sorted, below its four parts only, with one kind of line ending', async () => {
    write({
      ...WHOLE,
      'templates/base/files/node_modules/dep/index.js': '',
      'templates/base/files/a.test-only.ts': '',
      'templates/tsconfig.json': '{}',
    });
    const { files, archLint } = await readTemplateFolder(join(root, 'templates'));
    expect([...files.keys()]).toEqual([
      'base/files/_gitignore',
      'base/files/b.ts',
      'features/f/files/x',
      'modules/users/module.json',
      'patterns/p/files/x',
    ]);
    expect(files.get('base/files/b.ts')).toBe('b\n');
    expect(archLint).toBeNull();
  });

  it('comes with the check that our build put beside it', async () => {
    write({ ...WHOLE, 'dist/tools/arch-lint.mjs': '// check\n' });
    expect((await readTemplateFolder(join(root, 'templates'))).archLint).toBe('// check\n');
  });

  it('that lacks a part or a file is named', async () => {
    const { 'templates/package-lock.json': _, ...rest } = WHOLE;
    write(rest);
    await expect(readTemplateFolder(join(root, 'templates'))).rejects.toMatchObject({
      code: 'TEMPLATES_UNREADABLE',
    });
    await expect(readTemplateFolder(join(root, 'nowhere'))).rejects.toMatchObject({
      code: 'TEMPLATES_UNREADABLE',
    });
  });
});
