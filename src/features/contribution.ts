import type { Given } from '#answers/complete-answers.js';
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
      /** Deployed apps get this key too; without it only this machine does. */
      readonly deployed?: {
        /** Apps that have this extension; null for every process. */
        readonly extension: string | null;
        readonly secret: boolean;
        /** A secret that an app does without, in production too. */
        readonly optional?: true;
        /** Its value in docker compose; null when `.env` must say it. */
        readonly compose: string | null;
      };
    }
  | {
      /** `src/platform/<name>.ts`, which exports `extension`. */
      readonly kind: 'extension';
      readonly name: string;
      /** Apps that host a module with this port get it; null for every app but a gateway. */
      readonly port: string | null;
    }
  | {
      /** A service of `deploy/compose.yaml`, as compose spells it. */
      readonly kind: 'compose-service';
      readonly name: string;
      readonly service: Readonly<Record<string, unknown>>;
      readonly volumes?: Readonly<Record<string, unknown>>;
    }
  | {
      /** TCP ports outside the cluster that apps with this extension reach; null for every app. */
      readonly kind: 'egress';
      readonly extension: string | null;
      readonly ports: readonly number[];
    }
  | { readonly kind: 'clause'; readonly clause: Clause }
  | { readonly kind: 'doc-section'; readonly title: string; readonly body: string };

/** How the features are grouped where people choose among them, in this order. */
export const FEATURE_GROUPS = {
  data: 'Data and storage',
  messages: 'Messages and background work',
  product: 'What the product can do',
  run: 'Where it runs, and seeing it run',
  deliver: 'Delivery',
  rules: 'Rules that apply',
} as const;

/** A regime that somebody can answer with. */
export type Regime = Exclude<Given<'compliance'>[number], 'none'>;

export type FeatureGroup = keyof typeof FEATURE_GROUPS;

/** An optional capability of a generated repo; one folder `src/features/<id>/feature.ts` each. */
export interface Feature {
  readonly id: string;
  readonly group: FeatureGroup;
  /** One line of the wizard's list: at most 36 letters. */
  readonly title: string;
  /** One or two sentences, at most 150 letters: two lines of a terminal. */
  readonly summary: string;
  /** Ready-made modules that come with it. */
  readonly modules?: readonly { readonly singular: string; readonly plural: string }[];
  /** Feature ids that must be chosen too. */
  readonly requires: readonly string[];
  /** Feature ids that cannot be chosen together with this one. */
  readonly conflicts: readonly string[];
  /** Patterns it works with. */
  readonly patterns: readonly PatternId[];
  /** Chosen without being asked for when the pattern is one of these. */
  readonly defaultFor: readonly PatternId[];
  /** Chosen without being asked for when one of these rules applies and nothing stands against it. */
  readonly regimes?: readonly Regime[];
  readonly contributes: readonly Contribution[];
}
