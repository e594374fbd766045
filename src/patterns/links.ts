import type { Link } from '#architecture/schema.js';
import { byCodeUnit } from '#shared/order.js';
import type { ModuleFacts } from './module-facts.js';
import type { CompositionInput } from './pattern.js';

/** The facts of a module; a module without facts is a bug of the caller. */
export function factsOf(input: CompositionInput, name: string): ModuleFacts {
  const facts = input.facts.get(name);
  if (!facts) throw new Error(`No facts for module ${name}`);
  return facts;
}

/** One link per need, bound as `kind`, and one per subscription; sorted, so module order is irrelevant. */
export function linksOf(input: CompositionInput, kind: 'call' | 'replica'): Link[] {
  const here = new Set(input.modules.map(({ name }) => name));
  const links = input.modules.flatMap((module): Link[] => {
    const facts = factsOf(input, module.name);
    return [
      ...facts.needs.map((need): Link => link(kind, module.name, need.from, need.name)),
      ...facts.subscribes
        .filter(({ from, optional }) => !optional || here.has(from))
        .map((one): Link => link('message', module.name, one.from, one.message)),
    ];
  });
  return links.toSorted((a, b) => byCodeUnit(sortKey(a), sortKey(b)));
}

/** Every module that `name` reads in process, directly or through another one. */
export function readsOf(input: CompositionInput, name: string): string[] {
  const seen = new Set<string>();
  const visit = (module: string): void => {
    for (const { from } of factsOf(input, module).needs) {
      if (from === name || seen.has(from)) continue;
      seen.add(from);
      visit(from);
    }
  };
  visit(name);
  return [...seen].toSorted(byCodeUnit);
}

function link(kind: Link['kind'], consumer: string, producer: string, name: string): Link {
  return { kind, consumer, producer, name };
}

function sortKey({ consumer, kind, producer, name }: Link): string {
  return [consumer, kind, producer, name].join('\0');
}
