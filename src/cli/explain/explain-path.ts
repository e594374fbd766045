import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { ArchitectureFile } from '#architecture/schema.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { explain, type Origin } from '#render/explain.js';
import { Manifest, MANIFEST_PATH } from '#render/manifest.js';
import { UserError } from '#shared/user-error.js';
import { requireOk } from '../require-ok.js';

/** Explains a generated file, from anywhere inside a generated repo. */
export async function explainPath(path: string, cwd: string): Promise<Origin> {
  const file = resolve(cwd, path);
  const root = await generatedRoot(dirname(file));
  if (root === undefined) throw notGenerated(path);
  const manifest = await readJson(join(root, MANIFEST_PATH));
  const architecture = await readJson(join(root, 'architecture.json'));
  const parsed = {
    manifest: Manifest.safeParse(manifest),
    architecture: ArchitectureFile.safeParse(architecture),
  };
  if (!parsed.manifest.success) throw unreadable(join(root, MANIFEST_PATH));
  if (!parsed.architecture.success) throw unreadable(join(root, 'architecture.json'));
  const inside = relative(root, file);
  return requireOk(explain(inside, parsed.manifest.data, parsed.architecture.data, CATALOGUE));
}

/** The nearest directory above that holds a manifest. */
export async function generatedRoot(folder: string): Promise<string | undefined> {
  const found = await readFile(join(folder, MANIFEST_PATH)).then(
    () => true,
    () => false,
  );
  if (found) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : generatedRoot(parent);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw unreadable(path);
  }
}

function notGenerated(path: string): UserError {
  return new UserError({
    code: 'NOT_A_GENERATED_REPO',
    message: `${path} is neither a known id nor inside a repo that create-backend generated`,
    hint: `Run it inside the generated repo, where ${MANIFEST_PATH} is`,
  });
}

function unreadable(path: string): UserError {
  return new UserError({
    code: 'BOOKS_UNREADABLE',
    message: `${path} is missing or not what create-backend wrote`,
    hint: 'Restore it from version control',
  });
}
