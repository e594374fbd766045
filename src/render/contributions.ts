import type { Blueprint } from '#architecture/schema.js';
import type { Contribution } from '#features/contribution.js';
import type { Catalogue } from '#patterns/catalogue.js';
import { BASE_CONTRIBUTIONS } from './base-contributions.js';

/** A contribution and who made it: `base`, `pattern:<id>` or `feature:<id>`. */
export interface Owned<C extends Contribution = Contribution> {
  readonly from: string;
  readonly contribution: C;
}

type OfKind<K extends Contribution['kind']> = Extract<Contribution, { readonly kind: K }>;

/** Everything that base, pattern and features of a blueprint add to shared files, in that order. */
export function contributionsOf(blueprint: Blueprint, catalogue: Catalogue): Owned[] {
  const { pattern, features } = blueprint;
  return [
    ...owned('base', BASE_CONTRIBUTIONS),
    ...owned(`pattern:${pattern}`, catalogue.patterns[pattern].contributes),
    ...features.flatMap((id) => owned(`feature:${id}`, catalogue.features[id]?.contributes ?? [])),
  ];
}

/** The contributions of one kind, narrowed to it. */
export function ofKind<K extends Contribution['kind']>(
  all: readonly Owned[],
  kind: K,
): Owned<OfKind<K>>[] {
  return all.flatMap(({ from, contribution }) =>
    isKind(contribution, kind) ? [{ from, contribution }] : [],
  );
}

function isKind<K extends Contribution['kind']>(
  contribution: Contribution,
  kind: K,
): contribution is OfKind<K> {
  return contribution.kind === kind;
}

/** The same, said to be somebody's. */
export function owned(from: string, contributions: readonly Contribution[]): Owned[] {
  return contributions.map((contribution) => ({ from, contribution }));
}
