import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packed, readTemplates } from './read-templates.js';

describe('what a bundle reads', () => {
  let dist: string;

  beforeEach(() => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    for (const folder of ['chunks', 'tools']) mkdirSync(join(dist, folder));
  });
  afterEach(() => rmSync(dist, { recursive: true, force: true }));

  it('is what our build packed, with the check beside it', async () => {
    const { archLint: _, ...templates } = await readTemplates();
    writeFileSync(join(dist, 'templates.json'), packed({ ...templates, archLint: null }));
    writeFileSync(join(dist, 'tools/arch-lint.mjs'), '// check\n');
    expect(await readTemplates(join(dist, 'chunks'))).toEqual({
      ...templates,
      archLint: '// check\n',
    });
  });

  it('has no check where none was built', async () => {
    writeFileSync(join(dist, 'templates.json'), packed(await readTemplates()));
    expect((await readTemplates(dist)).archLint).toBeNull();
  });

  it('is named when it is damaged, or nowhere', async () => {
    await expect(readTemplates(dist)).rejects.toMatchObject({ code: 'TEMPLATES_MISSING' });
    writeFileSync(join(dist, 'templates.json'), '{"files":');
    await expect(readTemplates(dist)).rejects.toMatchObject({ code: 'TEMPLATES_UNREADABLE' });
  });
});

it('finds the templates of this package', async () => {
  const { files, packageJson, lockfile } = await readTemplates();
  expect(files.has('modules/sample-items/module.json')).toBe(true);
  expect(packageJson.dependencies).toHaveProperty('zod');
  expect(Object.keys(lockfile.packages)).toContain('node_modules/zod');
});
