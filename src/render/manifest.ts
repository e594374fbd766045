import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { FileTree } from './rendered-file.js';

/** Where the manifest and the base of later merges live in a generated repo. */
export const MANIFEST_PATH = '.create-backend/manifest.json';
export const BASE_PATH = '.create-backend/base.json';

/** Bigger managed files are replaced or left alone, never merged line by line, so they need no base. */
const LARGEST_MERGED = 64 * 1024;

/** What is known of each generated file. */
export const Manifest = z.strictObject({
  version: z.literal(1),
  generator: z.string(),
  files: z.record(
    z.string(),
    z.strictObject({
      owner: z.enum(['yours', 'managed']),
      template: z.string(),
      from: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** The text of every managed file as it was generated: the common ancestor of a three-way merge. */
export const Base = z.strictObject({
  version: z.literal(1),
  files: z.record(z.string(), z.string()),
});

export type Manifest = Readonly<z.infer<typeof Manifest>>;
export type Base = Readonly<z.infer<typeof Base>>;

/** The manifest of a tree; it does not list itself. */
export function manifestOf(tree: FileTree, generator: string): Manifest {
  const files = tree.map(({ path, owner, template, from, content }) => [
    path,
    { owner, template, from, sha256: sha256(content) },
  ]);
  return { version: 1, generator, files: Object.fromEntries(files) };
}

/** The base of a tree: plain text, so that the same tree gives the same bytes on every Node. */
export function baseOf(tree: FileTree): Base {
  const merged = tree.filter(
    ({ owner, content }) => owner === 'managed' && content.length <= LARGEST_MERGED,
  );
  return { version: 1, files: Object.fromEntries(merged.map((file) => [file.path, file.content])) };
}

/** The hash that tells whether a file was edited since it was generated. */
export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
