import pluralize from 'pluralize';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { KEBAB, kebab, LONGEST_NAME, shown } from './kebab.js';
import { isSystemWord, LANGUAGE_WORDS, OUR_WORDS, SQL_WORDS } from './reserved.js';

export { DEFAULT_PROJECT, projectNameProblems } from './project-name.js';

/** A module's two names, kebab-case. `plural` is its folder, its routes and its database schema. */
export interface ModuleName {
  readonly singular: string;
  readonly plural: string;
}

/** Modules that come with real behaviour instead of the specimen's. */
export const READY_MADE: readonly ModuleName[] = [
  { singular: 'user', plural: 'users' },
  { singular: 'inventory', plural: 'inventory' },
  { singular: 'order', plural: 'orders' },
  { singular: 'payment', plural: 'payments' },
];

/** Always part of a generated repo. Naming it changes nothing. */
export const AUTH: ModuleName = { singular: 'auth', plural: 'auth' };

const MOST_MODULES = 50;
/** Schemas that belong to PostgreSQL. */
const SQL_PREFIX = /^(pg|sql|information_schema)(_|$)/;

function refuse<T>(code: string, message: string, hint: string): Result<T> {
  return { ok: false, problems: [{ code, message, hint }] };
}

/** Which list keeps `name` from being a module, in words; undefined when none does. */
function reservedBy(token: string, { singular, plural }: ModuleName): string | undefined {
  const names = [singular, plural];
  const asked = [...token.split(':'), plural].map((name) => name.replaceAll('-', '_'));
  const joined = names.map((name) => name.replaceAll('-', ''));
  if (names.some((name) => isSystemWord(name))) return 'operating systems';
  if ([...names, ...joined].some((name) => LANGUAGE_WORDS.has(name))) return 'TypeScript';
  if (asked.some((name) => SQL_WORDS.has(name) || SQL_PREFIX.test(name))) return 'SQL';
  const ours = names.some((name) => OUR_WORDS.has(name) || OUR_WORDS.has(pluralize.singular(name)));
  return ours ? 'the generated code' : undefined;
}

function wellFormed(token: string, name: string): Result<string> {
  if (name.length > LONGEST_NAME) {
    return refuse(
      'MODULE_NAME_TOO_LONG',
      `The module name ${shown(name)} has more than ${LONGEST_NAME} letters.`,
      'Shorten it in --modules.',
    );
  }
  if (!KEBAB.test(name)) {
    return refuse(
      'MODULE_NAME_INVALID',
      `The module ${shown(token)} is not lower-case words joined by dashes, starting with a letter.`,
      `Write ${kebab(name, 'invoice')} in --modules, or person:people for an irregular plural.`,
    );
  }
  return { ok: true, value: name };
}

/** The words of a token: given as `singular:plural`, or the other form derived from one. */
function forms(token: string): Result<ModuleName> {
  const [first = '', second, ...rest] = token.split(':');
  for (const name of [first, ...(second === undefined ? [] : [second]), ...rest]) {
    const checked = wellFormed(token, name);
    if (!checked.ok) return checked;
  }
  if (rest.length > 0) {
    return refuse(
      'MODULE_NAME_INVALID',
      `The module ${shown(token)} has more than two forms.`,
      'Write one word, or singular:plural.',
    );
  }
  if (second !== undefined) return { ok: true, value: { singular: first, plural: second } };
  return {
    ok: true,
    value: { singular: pluralize.singular(first), plural: pluralize.plural(first) },
  };
}

function readyMade(name: ModuleName): ModuleName | undefined {
  return [...READY_MADE, AUTH].find(
    (known) => known.plural === name.plural || known.singular === name.singular,
  );
}

/** Reads `invoice`, `invoices` or `person:people`. A ready-made module keeps its own two names. */
export function parseModuleToken(token: string): Result<ModuleName> {
  const parsed = forms(token.trim());
  if (!parsed.ok) return parsed;
  const known = readyMade(parsed.value);
  if (known !== undefined) return { ok: true, value: known };
  const name = parsed.value;
  const keeper = reservedBy(token.trim(), name);
  if (keeper !== undefined) {
    return refuse(
      'MODULE_NAME_RESERVED',
      `The module name ${shown(token)} is reserved by ${keeper}.`,
      `Give another name in --modules, such as my-${name.singular}.`,
    );
  }
  if (name.singular === name.plural) {
    return refuse(
      'MODULE_NAME_UNCOUNTABLE',
      `The module ${shown(token)} has the same singular and plural.`,
      `Say what one of it is: ${name.singular}-item, or singular:plural.`,
    );
  }
  const plural = wellFormed(token, name.plural);
  return plural.ok ? { ok: true, value: name } : plural;
}

/** Modules whose folder and routes have another name than the one that was given. */
export function madePlural(tokens: readonly string[]): readonly (readonly [string, string])[] {
  return tokens.flatMap((token) => {
    const parsed = parseModuleToken(token);
    if (!parsed.ok || token.includes(':') || parsed.value.plural === token.trim()) return [];
    return [[token.trim(), parsed.value.plural] as const];
  });
}

/** A form that two modules share, if any: folders, routes and identifiers would collide. */
function collision(name: ModuleName, others: readonly ModuleName[]): ModuleName | undefined {
  return others.find(
    (other) =>
      other.plural === name.plural ||
      other.singular === name.singular ||
      other.plural === name.singular ||
      other.singular === name.plural,
  );
}

/** Reads a list of module tokens; `auth` is dropped since it is always there. */
export function parseModuleTokens(tokens: readonly string[]): Result<readonly ModuleName[]> {
  const names: ModuleName[] = [];
  const problems: Problem[] = [];
  if (tokens.length > MOST_MODULES) {
    return refuse(
      'MODULES_TOO_MANY',
      `${tokens.length} modules were named; ${MOST_MODULES} is the most.`,
      'Start with fewer and add the rest later.',
    );
  }
  for (const token of tokens) {
    const parsed = parseModuleToken(token);
    if (!parsed.ok) {
      problems.push(...parsed.problems);
    } else if (parsed.value.plural !== AUTH.plural) {
      const twin = collision(parsed.value, names);
      if (twin === undefined) names.push(parsed.value);
      else problems.push(duplicate(token, twin));
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: names };
}

function duplicate(token: string, twin: ModuleName): Problem {
  return {
    code: 'MODULE_NAME_DUPLICATE',
    message: `The module ${shown(token)} has the same name as ${twin.singular}:${twin.plural}.`,
    hint: 'Name each module once in --modules.',
  };
}
