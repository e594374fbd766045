import * as z from 'zod';
import type { Clause } from '#architecture/schema.js';
import {
  Element,
  globsByType,
  refuseOverlaps,
  withPlaceholders,
  type TypeGlobs,
} from './boundary-elements.js';
import { carryEach, NotSayable, reason, type Carried, type LeftBehind } from './carried.js';
import { Computed, isLiteral } from '#shared/literal.js';

const TOOL = 'eslint-plugin-boundaries';
const Texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Rule = z.looseObject({
  from: Texts,
  allow: Texts.default([]),
  disallow: Texts.default([]),
  importKind: z.unknown().optional(),
});
type Rule = z.infer<typeof Rule>;
const Options = z.looseObject({
  default: z.enum(['allow', 'disallow']).default('disallow'),
  rules: z.array(z.unknown()).default([]),
});
/** A part of an ESLint configuration, flat or not. */
const Part = z.looseObject({
  files: z.unknown().optional(),
  settings: z.record(z.string(), z.unknown()).default({}).catch({}),
  rules: z.record(z.string(), z.unknown()).default({}).catch({}),
});

const CHECKED = 'boundaries/element-types';
const ELEMENTS = 'boundaries/elements';
/** Says what ESLint checks of the boundaries between types of elements; `paths` are the files there are. */
export function fromBoundaries(written: unknown, paths: readonly string[]): Carried {
  const parts = [written]
    .flat(Infinity)
    .map((part) => Part.catch({ settings: {}, rules: {} }).parse(part));
  const elements = parts
    .map(({ settings }) => settings[ELEMENTS])
    .findLast((found) => found !== undefined);
  const rules = Object.assign({}, ...parts.map((part) => part.rules)) as Record<string, unknown>;
  const own = Object.entries(rules).filter(([name]) => name.startsWith('boundaries/'));
  const carried = carryEach(
    own,
    ([name]) => name,
    ([name, entry]) => {
      if (name !== CHECKED) throw new NotSayable(WHY_NOT[name] ?? 'no clause says the same');
      return elementTypes(entry, elements, paths);
    },
  );
  const within = parts.find((part) => part.rules[CHECKED] !== undefined)?.files;
  return {
    clauses: carried.clauses,
    left: withoutThoseOff(carried.left, rules),
    notes: [
      ...carried.notes,
      ...(within === undefined
        ? []
        : [`${CHECKED}: told of all files, not only of ${JSON.stringify(within)}`]),
      ...(carried.clauses.length === 0
        ? []
        : [`${CHECKED}: require, dynamic imports and re-exports are judged as imports are`]),
    ],
  };
}

const WHY_NOT: Readonly<Record<string, string>> = {
  'boundaries/entry-point':
    'public-api-only says it for modules of one layout: add it where that is meant',
  'boundaries/external':
    'forbidden-package and allowed-imports say it: add the packages that are meant',
  'boundaries/no-private': 'no clause is about elements within elements',
  'boundaries/no-unknown': 'no clause asks that a file belongs to an element',
  'boundaries/no-unknown-files': 'no clause asks that a file belongs to an element',
  'boundaries/no-ignored': 'no clause is about files that ESLint ignores',
};

function withoutThoseOff(left: readonly LeftBehind[], rules: Readonly<Record<string, unknown>>) {
  return left.filter(({ rule }) => levelOf(rules[rule]) !== 'off');
}

function levelOf(entry: unknown): unknown {
  const [level] = [entry].flat();
  return level === 0 ? 'off' : level === 1 ? 'warn' : level === 2 ? 'error' : level;
}

function elementTypes(entry: unknown, written: unknown, paths: readonly string[]): Clause[] {
  const [, options = {}] = [entry].flat();
  for (const value of [written, options])
    if (value === undefined || !isLiteral(value))
      throw new NotSayable(
        `${value instanceof Computed ? value.source : 'a part of it'} is computed, and code is not run`,
      );
  const elements = z.array(Element).safeParse(written);
  const parsed = Options.safeParse(options);
  if (!elements.success || !parsed.success)
    throw new NotSayable('it has not the form of version 5');
  const rules = parsed.data.rules.map((rule) => {
    const found = Rule.safeParse(rule);
    if (!found.success || found.data.importKind !== undefined)
      throw new NotSayable('a rule is about captured values or kinds of imports');
    return found.data;
  });
  const types = globsByType(elements.data);
  refuseOverlaps(types, paths);
  const severity = levelOf(entry) === 'error' ? 'error' : 'warning';
  return [...types.keys()].flatMap((from) => {
    const denied = [...types.keys()].filter(
      (to) => !isAllowed(from, to, rules, parsed.data.default),
    );
    const options = optionsFor(from, denied, types);
    if (options === undefined) return [];
    const name = `element-types-${from}`;
    return [
      {
        rule: 'allowed-imports',
        name,
        because: reason(undefined, TOOL, `${CHECKED} for ${from}`),
        severity,
        options,
      },
    ];
  });
}

/** The last rule that says something about both counts. */
function isAllowed(
  from: string,
  to: string,
  rules: readonly Rule[],
  initial: 'allow' | 'disallow',
): boolean {
  const matches = (names: readonly string[], type: string) =>
    names.some((name) => name === '*' || name === type);
  return rules.reduce((allowed, rule) => {
    if (!matches(rule.from, from)) return allowed;
    if (matches(rule.disallow, to)) return false;
    return matches(rule.allow, to) || allowed;
  }, initial === 'allow');
}

function optionsFor(
  from: string,
  denied: readonly string[],
  types: ReadonlyMap<string, TypeGlobs>,
): Clause['options'] | undefined {
  const own = types.get(from);
  if (own === undefined) return undefined;
  const others = denied
    .filter((type) => type !== from)
    .flatMap((type) => types.get(type)?.globs ?? []);
  const self = denied.includes(from) && own.each !== 'one';
  if (!self) return others.length === 0 ? undefined : { from: own.globs, files: { deny: others } };
  if (own.each === 'unclear')
    throw new NotSayable(`no glob tells one element of ${from} from another`);
  const deny = [...others, ...own.globs];
  if (own.each === 'file') return { from: own.globs, files: { deny } };
  const except = own.globs.map(withPlaceholders);
  return { from: except, files: { deny, except } };
}
