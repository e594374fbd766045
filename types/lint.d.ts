/** What a run may be asked for, besides its folder. */
export interface LintOptions {
  /** An architecture file other than `<path>/architecture.json`. */
  readonly config?: string;
  /** A baseline other than `<path>/arch-lint.baseline.json`, or `false` for none. */
  readonly baseline?: string | false;
  /** Only what stands in files changed since this git revision. */
  readonly since?: string;
  /** With `since`: also what stands in files that those can affect. */
  readonly affected?: boolean;
}

/** A violation of a clause. */
export interface Finding {
  readonly rule: string;
  readonly clause: string;
  readonly severity: 'error' | 'warning';
  /** Stable, UPPER_SNAKE. */
  readonly code: string;
  /** Relative to the folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly because: string;
  /** The facts behind the message. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The files that prove it, in the order in which they import each other. */
  readonly proof: readonly string[];
  /** The same as long as it is the same finding. */
  readonly key: string;
}

/** What `arch-lint --json` prints; `create-backend schema lint` has all of it. */
export interface LintReport {
  readonly version: 1;
  /** `could-not-run`: something could not be judged; see `problems`. */
  readonly verdict: 'clean' | 'findings' | 'could-not-run';
  readonly config: string | null;
  readonly counts: Readonly<
    Record<
      'files' | 'imports' | 'errors' | 'warnings' | 'unresolved' | 'known' | 'suppressed',
      number
    >
  >;
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
  }[];
  readonly findings: readonly Finding[];
  /** What the project really is, as far as its code says. */
  readonly recognised: {
    readonly pattern: string;
    readonly confidence: 'high' | 'medium' | 'low';
    readonly why: string;
    readonly evidence: readonly { readonly file: string; readonly shows: string }[];
  } | null;
  readonly modules: {
    readonly layout: string;
    readonly list: readonly { readonly name: string; readonly folder: string }[];
  };
}

/**
 * Checks a folder as `arch-lint --json` does. Rejects with an error that has a `code` and a `hint`
 * when the folder or a file that was named cannot be read.
 */
export function lint(path: string, options?: LintOptions): Promise<LintReport>;
