/** How one file uses another: for its values, for types only (erased), or when asked at run time. */
export type ImportKind = 'value' | 'type' | 'dynamic' | 'require' | 're-export';

/** What a specifier means. A `file` may be an asset such as JSON, which is not among the source files. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'unresolved'; readonly reason: string };

/** One import statement or call. Line and column are those of the statement, from 1. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly line: number;
  readonly column: number;
  readonly target: ImportTarget;
}

/** A source file; paths are relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
}

/** A folder with a package.json; the root's folder is the empty string. */
export interface ProjectPackage {
  readonly folder: string;
  readonly name: string | null;
  /** True for the workspaces of a monorepo. */
  readonly workspace: boolean;
}

/** A source file whose imports are unknown, and why; it is among the files all the same. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** Folders or links left out on purpose, counted by what they are called. */
export interface LeftOut {
  readonly what: string;
  readonly count: number;
}

/** What a scan finds on disk, sorted by path and position. */
export interface ProjectScan {
  readonly files: readonly SourceFile[];
  readonly imports: readonly Import[];
  readonly packages: readonly ProjectPackage[];
  readonly skipped: readonly SkippedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** A part of the project that its authors seem to treat as one thing. */
export interface ProjectModule {
  readonly name: string;
  readonly folder: string;
}

/** The modules of a project and the layout they were recognised by. */
export interface InferredModules {
  readonly layout: string;
  readonly list: readonly ProjectModule[];
}

/** All that a rule may look at. */
export interface ProjectModel extends ProjectScan {
  readonly modules: InferredModules;
}
