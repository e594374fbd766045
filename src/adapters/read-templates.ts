import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Templates } from '#render/templates.js';
import { UserError } from '#shared/user-error.js';
import { readTemplateFolder, unreadable } from './template-folder.js';

/** What our build packs the folder into: opening hundreds of files took longer than anything done with them. */
const PACK = 'templates.json';

/** Beside the pack. */
const ARCH_LINT = 'tools/arch-lint.mjs';

/** Reads the templates of this package: packed where this is part of a bundle, a folder beside sources. */
export async function readTemplates(
  here: string = dirname(fileURLToPath(import.meta.url)),
): Promise<Templates> {
  for (let folder = here; ; folder = dirname(folder)) {
    const templates = join(folder, 'templates');
    if (existsSync(join(folder, PACK))) return unpack(folder);
    if (existsSync(join(templates, 'package-lock.json'))) return readTemplateFolder(templates);
    if (folder === dirname(folder)) throw missing(here);
  }
}

/** The text of the pack. */
export function packed({ files, packageJson, lockfile }: Templates): string {
  return JSON.stringify({ files: [...files], packageJson, lockfile });
}

async function unpack(folder: string): Promise<Templates> {
  const [pack, archLint] = await Promise.all([
    readFile(join(folder, PACK), 'utf8').then(JSON.parse),
    readFile(join(folder, ARCH_LINT), 'utf8').catch(() => null),
  ]).catch((error: unknown) => {
    throw unreadable(join(folder, PACK), error);
  });
  return { ...pack, files: new Map(pack.files), archLint };
}

function missing(here: string): UserError {
  return new UserError({
    code: 'TEMPLATES_MISSING',
    message: `There are no templates above ${here}.`,
    hint: 'Install create-backend again.',
  });
}
