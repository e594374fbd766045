import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lockfile, Templates, TemplatesPackage } from '#render/templates.js';
import { byCodeUnit } from '#shared/order.js';
import { UserError } from '#shared/user-error.js';

/** Parts of the templates folder that are copied from; the rest is its own tooling. */
const PARTS = ['base', 'patterns', 'features', 'modules'];

/** Where our build puts the bundled check, from the templates folder. */
const ARCH_LINT = '../dist/tools/arch-lint.mjs';

/** Beside templates, for working on them; never part of a generated repo. */
const SKIPPED = /(^|[/\\])node_modules([/\\]|$)|\.test-only\./;

/** Reads the templates as they are worked on: what our build packs, and tests use. */
export async function readTemplateFolder(folder: string): Promise<Templates> {
  const [packageJson, lockfile, archLint, ...parts] = await Promise.all([
    readText(folder, 'package.json'),
    readText(folder, 'package-lock.json'),
    readFile(join(folder, ARCH_LINT), 'utf8').catch(() => null),
    ...PARTS.map((part) => listFiles(folder, part)),
  ]);
  const paths = parts.flat().toSorted(byCodeUnit);
  const texts = await Promise.all(paths.map((path) => readText(folder, path)));
  return {
    files: new Map(paths.map((path, index) => [path, texts[index] ?? ''])),
    packageJson: JSON.parse(packageJson) as TemplatesPackage,
    lockfile: JSON.parse(lockfile) as Lockfile,
    archLint,
  };
}

async function listFiles(folder: string, part: string): Promise<string[]> {
  const entries = await readdir(join(folder, part), { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      throw unreadable(join(folder, part), error);
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !SKIPPED.test(path))
    .map((path) => path.replaceAll('\\', '/'));
}

async function readText(folder: string, path: string): Promise<string> {
  const text = await readFile(join(folder, path), 'utf8').catch((error: unknown) => {
    throw unreadable(join(folder, path), error);
  });
  return text.replaceAll('\r\n', '\n');
}

/** What is needed is not there, or not as we left it. */
export function unreadable(path: string, error: unknown): UserError {
  return new UserError({
    code: 'TEMPLATES_UNREADABLE',
    message: `${path} cannot be read: ${String(error)}.`,
    hint: 'Install create-backend again.',
  });
}
