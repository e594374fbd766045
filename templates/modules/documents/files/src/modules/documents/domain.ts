/** A file of somebody: announced first, there once its upload was confirmed. */
export interface Document {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly state: 'announced' | 'stored';
  readonly version: number;
}

/** What browsers do not run. HTML and SVG would be pages of ours with scripts of others. */
const ALLOWED_TYPES: readonly string[] = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
];
export const MAX_BYTES = 20_000_000;

/** Longer than a URL for the upload is good for. */
export const UPLOAD_SECONDS = 3_600;

export const isAllowed = (contentType: string): boolean => ALLOWED_TYPES.includes(contentType);

/** Where a document is kept: nothing that a person typed is part of it. */
export const keyOf = ({ id }: Pick<Document, 'id'>): string => `documents/${id}`;

/** A name that is safe to save a file under: no path, no control or direction characters, no leading dots. */
export function cleanName(given: string): string {
  const name = given
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  if (!name) return 'document';
  if (name.length <= 120) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return [...name].slice(0, 120 - extension.length).join('').trim() + extension;
}
