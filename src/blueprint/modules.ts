import type { Module } from '#architecture/schema.js';
import type { ModuleFacts } from '#patterns/module-facts.js';
import { byCodeUnit } from '#shared/order.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import type { Note } from './problems.js';
import { problem } from './problems.js';

/** The words of a module; `plural` is its name. */
export interface ModuleWords {
  readonly singular: string;
  readonly plural: string;
}

/** The template that every module without a ready-made one is written from. */
const SPECIMEN = 'sample-items';
const SPECIMEN_WORDS: ModuleWords = { singular: 'sample-item', plural: SPECIMEN };

const AUTH: ModuleWords = { singular: 'auth', plural: 'auth' };

/** Singular words of the ready-made modules, for those that are added because another needs them. */
const SINGULARS: ReadonlyMap<string, string> = new Map([
  ['auth', 'auth'],
  ['users', 'user'],
  ['inventory', 'inventory'],
  ['orders', 'order'],
  ['payments', 'payment'],
]);

/** A module with the facts of its template, in its own words. */
export interface PlannedModule {
  readonly module: Module;
  readonly facts: ModuleFacts;
}

/** The chosen modules and those they need, `auth` first, the rest sorted by name. */
export interface ModulePlan {
  readonly planned: readonly PlannedModule[];
  readonly notes: readonly Note[];
}

/** Completes the chosen modules, or says why they cannot live together. */
export function planModules(
  chosen: readonly ModuleWords[],
  templates: ReadonlyMap<string, ModuleFacts>,
): Result<ModulePlan> {
  const words = [AUTH, ...chosen.filter(({ plural }) => plural !== AUTH.plural)];
  const planned = new Map<string, PlannedModule>();
  const notes: Note[] = [];
  const problems = clashesOf(words);
  const queue = words.map((one) => ({ words: one, neededBy: '' }));
  for (const { words: one, neededBy } of queue) {
    if (planned.has(one.plural)) continue;
    const facts = factsFor(one, templates);
    if (!facts) {
      problems.push(missingTemplate(one.plural, neededBy));
      continue;
    }
    planned.set(one.plural, { module: moduleOf(one, facts, templates), facts });
    if (neededBy !== '') {
      notes.push({
        code: 'MODULE_ADDED',
        message: `${one.plural} added: ${neededBy} needs it.`,
      });
    }
    for (const name of producersOf(facts)) {
      const singular = SINGULARS.get(name) ?? name;
      queue.push({ words: { singular, plural: name }, neededBy: one.plural });
    }
  }
  const all = [...planned.values()].map(({ module }) => wordsOf(module));
  if (problems.length === 0) problems.push(...clashesOf(all));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { planned: sorted([...planned.values()]), notes } };
}

/** Ready-made facts as they are; the specimen's facts in the words of the new module. */
function factsFor(
  words: ModuleWords,
  templates: ReadonlyMap<string, ModuleFacts>,
): ModuleFacts | undefined {
  const own = words.plural === SPECIMEN ? undefined : templates.get(words.plural);
  if (own) return own;
  const specimen = templates.get(SPECIMEN);
  if (!specimen || SINGULARS.has(words.plural)) return undefined;
  const rename = (text: string): string =>
    text
      .replaceAll(SPECIMEN_WORDS.plural, words.plural)
      .replaceAll(SPECIMEN_WORDS.singular, words.singular);
  return {
    ...specimen,
    name: words.plural,
    paths: specimen.paths.map(rename),
    subscribes: specimen.subscribes.map((one) => ({
      ...one,
      message: rename(one.message),
      from: rename(one.from),
    })),
    needs: specimen.needs.map(({ name, from }) => ({ name: rename(name), from: rename(from) })),
  };
}

function moduleOf(
  { singular, plural }: ModuleWords,
  { engines, routes, paths }: ModuleFacts,
  templates: ReadonlyMap<string, ModuleFacts>,
): Module {
  const template = templates.has(plural) ? plural : SPECIMEN;
  return {
    name: plural,
    singular,
    template,
    engine: engines.find((engine) => engine === 'postgres') ?? engines[0] ?? 'postgres',
    paths: routes ? [`/${plural}`, ...paths] : [],
  };
}

function wordsOf({ name, singular }: Module): ModuleWords {
  return { singular, plural: name };
}

function producersOf({ name, needs, subscribes }: ModuleFacts): string[] {
  const required = subscribes.filter(({ optional }) => !optional);
  const producers = [...needs, ...required].map(({ from }) => from);
  return [...new Set(producers)].filter((from) => from !== name).toSorted(byCodeUnit);
}

/** A word may belong to one module only: it becomes file names, identifiers, tables and routes. */
function clashesOf(words: readonly ModuleWords[]): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const { singular, plural } of words) {
    const shared = [singular, plural].find((word) => owners.has(word));
    if (shared !== undefined) problems.push(clash(shared, owners.get(shared) ?? shared, plural));
    owners.set(singular, plural).set(plural, plural);
  }
  return problems;
}

function clash(word: string, first: string, second: string): Problem {
  const message =
    first === second
      ? `The module ${first} is given twice.`
      : `The modules ${first} and ${second} share the word ${word}.`;
  return problem('MODULE_TWICE', message, 'Leave one out, or give it other words.');
}

function missingTemplate(name: string, neededBy: string): Problem {
  const why = neededBy === '' ? '' : `, which ${neededBy} needs`;
  return problem(
    'MODULE_TEMPLATE_MISSING',
    `There is no template for the module ${name}${why}.`,
    'Install create-backend again; if it stays, its templates are broken: report it.',
  );
}

function sorted(planned: readonly PlannedModule[]): PlannedModule[] {
  const rank = ({ module }: PlannedModule): string =>
    module.name === AUTH.plural ? '' : module.name;
  return planned.toSorted((a, b) => byCodeUnit(rank(a), rank(b)));
}
