/** What stands at one path. Links are not followed, and neither they nor directories are ever replaced. */
export type DiskEntry =
  | { readonly kind: 'file'; readonly content: string }
  | { readonly kind: 'directory' | 'link' | 'other' };

/** What stands at the paths that a change set is about; a path that is absent has nothing. */
export type DiskSnapshot = Readonly<Record<string, DiskEntry>>;
