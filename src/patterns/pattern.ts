import type { App, Link, Module } from '#architecture/schema.js';
import type { Contribution } from '#features/contribution.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { ModuleFacts } from './module-facts.js';

/** What a pattern sees when it composes modules into apps. */
export interface CompositionInput {
  readonly project: string;
  readonly modules: readonly Module[];
  /** By module name, already renamed for modules written from the specimen. */
  readonly facts: ReadonlyMap<string, ModuleFacts>;
}

/** An app before features add to it. */
export type ComposedApp = Omit<App, 'extensions'>;

/** The apps of a repo and how modules reach each other. */
export interface Composition {
  readonly apps: readonly ComposedApp[];
  readonly links: readonly Link[];
}

/** One way of composing modules into apps; one folder `src/patterns/<id>/pattern.ts` each. */
export interface Pattern {
  readonly id: PatternId;
  readonly title: string;
  readonly summary: string;
  readonly whenToUse: readonly string[];
  readonly whenNotToUse: readonly string[];
  /** App names that no module may take. */
  readonly reservedNames: readonly string[];
  compose(input: CompositionInput): Composition;
  readonly contributes: readonly Contribution[];
}
