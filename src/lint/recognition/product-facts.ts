import { isSamplePath } from '#shared/path-conventions.js';
import type { ProjectFacts } from '../project-model.js';

/** What tests and examples say is no evidence. */
export function factsOfProduct(facts: ProjectFacts | null): ProjectFacts | null {
  if (facts === null) return null;
  const counts = ({ file }: { readonly file: string }) => !isSamplePath(file);
  return {
    ...facts,
    tables: facts.tables.filter(counts),
    messages: facts.messages.filter(counts),
    calls: facts.calls.filter(counts),
    wirings: facts.wirings.filter(counts),
    deployables: facts.deployables.filter(counts),
  };
}
