import type { ModuleLookup } from '../module-lookup.js';
import type { ProjectModel } from '../project-model.js';

/** A call as a link of a chain. */
export interface Link {
  readonly file: string;
  readonly app: string;
}

/** The calls of the longest chain from service to service; no service occurs twice, so circles end (and may be told shorter than they are). */
export function longestCallChain(project: ProjectModel, services: ModuleLookup): readonly Link[] {
  const calls = new Map<string, Map<string, Link>>();
  for (const { file, app } of project.facts?.calls ?? []) {
    const from = services.of(file)?.name;
    if (from === undefined || app === null || app === from) continue;
    const below = calls.get(from) ?? new Map<string, Link>();
    if (!below.has(app)) below.set(app, { file, app });
    calls.set(from, below);
  }
  const known = new Map<string, readonly Link[]>();
  const from = (service: string, open: ReadonlySet<string>): readonly Link[] => {
    const before = known.get(service);
    if (before !== undefined) return before;
    let best: readonly Link[] = [];
    for (const link of calls.get(service)?.values() ?? []) {
      if (open.has(link.app)) continue;
      const chain = [link, ...from(link.app, new Set([...open, link.app]))];
      if (chain.length > best.length) best = chain;
    }
    known.set(service, best);
    return best;
  };
  return [...calls.keys()]
    .sort()
    .map((service) => from(service, new Set([service])))
    .reduce((a, b) => (b.length > a.length ? b : a), []);
}
