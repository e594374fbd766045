import type { Clause } from '#architecture/schema.js';
import type { PatternId } from '#shared/pattern-id.js';

/**
 * What a pattern or a feature adds to a generated repo, as data. A closed union: a new kind is an ADR.
 * Every file below `templates/{base,features/<id>,patterns/<id>}/files` is copied by itself, and files that
 * list apps are glue; contributions are only for files that several owners share.
 */
export type Contribution =
  | { readonly kind: 'dependency'; readonly name: string; readonly dev?: boolean }
  | { readonly kind: 'script'; readonly name: string; readonly run: string }
  | {
      readonly kind: 'env';
      readonly key: string;
      readonly example: string;
      /** Shown as a comment: unset until somebody wants it. */
      readonly commented?: true;
      readonly secret?: 'hex32' | 'es256-jwk';
      readonly doc: string;
    }
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'doc-section'; readonly title: string; readonly body: string };

/** An optional capability of a generated repo; one folder `src/features/<id>/feature.ts` each. */
export interface Feature {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Feature ids that must be chosen too. */
  readonly requires: readonly string[];
  /** Feature ids that cannot be chosen together with this one. */
  readonly conflicts: readonly string[];
  /** Patterns it works with. */
  readonly patterns: readonly PatternId[];
  /** Chosen without being asked for when the pattern is one of these. */
  readonly defaultFor: readonly PatternId[];
  readonly contributes: readonly Contribution[];
}
