import type { ArchitectureFile, Blueprint, Clause } from '#architecture/schema.js';
import type { Problem } from '#shared/user-error.js';
import { BASE_CLAUSES } from './base-clauses.js';
import { ofKind, type Owned } from './contributions.js';
import { mergeKeyed } from './merge/keyed.js';

/** What `architecture.json` records besides its clauses. */
export interface Recorded {
  readonly blueprint: Blueprint;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly decision: ArchitectureFile['decision'];
  readonly generator: string;
}

/** `architecture.json`: what the repo is, why, and what is checked about it. */
export function architectureFile(
  { blueprint, answers, decision, generator }: Recorded,
  contributions: readonly Owned[],
): { readonly value: ArchitectureFile; readonly problems: readonly Problem[] } {
  const base = BASE_CLAUSES.map((clause) => ({ from: 'base', clause }));
  const added = ofKind(contributions, 'clause').map(({ from, contribution }) => ({
    from,
    clause: contribution.clause,
  }));
  const { values, problems } = mergeKeyed<Clause>(
    'architecture.json',
    [...base, ...added].map(({ from, clause }) => ({ key: clause.name, value: clause, from })),
  );
  const value: ArchitectureFile = {
    version: 1,
    generator,
    answers: { ...answers },
    ...(decision && { decision }),
    blueprint,
    clauses: [...values.values()],
  };
  return { value, problems };
}
