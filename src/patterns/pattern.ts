import type { App, Link, Module } from '#architecture/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Contribution } from '#features/contribution.js';

/** What a module template says about itself in `templates/modules/<name>/module.json`. */
export interface ModuleFacts {
  readonly name: string;
  /** Reads it wants from others. */
  readonly needs: readonly { readonly name: string; readonly from: string }[];
  /** Message types it handles, with the module whose contract declares them. */
  readonly subscribes: readonly { readonly message: string; readonly from: string }[];
  /** True when it has routes, so that it is reachable through the gateway under `/<name>`. */
  readonly routes: boolean;
  /** Extra public path prefixes besides `/<name>`, such as `/.well-known`. */
  readonly paths: readonly string[];
}

/** One way of composing modules into apps; one folder `src/patterns/<id>/pattern.ts` each. */
export interface Pattern {
  readonly id: PatternId;
  readonly title: string;
  readonly summary: string;
  readonly whenToUse: readonly string[];
  readonly whenNotToUse: readonly string[];
  compose(input: {
    readonly project: string;
    readonly modules: readonly Module[];
    readonly facts: ReadonlyMap<string, ModuleFacts>;
  }): { readonly apps: readonly App[]; readonly links: readonly Link[] };
  readonly contributes: readonly Contribution[];
}
