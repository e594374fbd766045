import type { RelPath } from '#shared/rel-path.js';

/** `yours`: written once, never touched again without a merge. `managed`: re-rendered, merged if edited. */
export type Owner = 'yours' | 'managed';

/** One file of a generated repo, and where it comes from. */
export interface RenderedFile {
  readonly path: RelPath;
  readonly content: string;
  readonly executable: boolean;
  readonly owner: Owner;
  /** Path below `templates/`, or `merge:<format>` / `glue:<file>` for files that are put together. */
  readonly template: string;
  /** `base`, `pattern:<id>`, `feature:<id>` or `module:<name>`. */
  readonly from: string;
}

/** A whole generated repo in memory, sorted by path. */
export type FileTree = readonly RenderedFile[];
