import type { Clause } from '#architecture/schema.js';
import { placeholders } from '#shared/path-glob.js';
import { NotSayable, reason } from './carried.js';
import type { Config, Rule } from './depcruise-config.js';
import { globsOf, targetsOf, type Targets } from './depcruise-paths.js';

/** What stands around a rule. */
export interface Around {
  readonly config: Config;
  readonly builtins: readonly string[];
  /** Is told where a clause judges a little else. */
  readonly note: (text: string) => void;
}

/** Kinds of what is in the project, whatever way leads there. */
const LOCAL = /^(?:local|localmodule|aliased|aliased-[a-z-]+|import|export|require)$/;

/** A clause by the name, the reason and the severity of a rule. */
export function clauseFor(rule: Rule, kind: string, options: Clause['options']): Clause {
  return {
    rule: kind,
    name: rule.name,
    because: reason(rule.comment, 'dependency-cruiser', rule.name),
    severity: rule.severity === 'error' ? 'error' : 'warning',
    options,
  };
}

/** The judged files, where a rule names some. */
export function judged({ from }: Rule, key: 'within' | 'from') {
  const except = from.pathNot === undefined ? {} : { except: globsOf(from.pathNot) };
  return from.path === undefined ? except : { [key]: globsOf(from.path), ...except };
}

/** The options of allowed-imports that forbid what a rule forbids. */
export function importOptions(
  rule: Rule,
  kinds: readonly string[],
  typeImports: 'allow' | 'judge',
  { builtins, note }: Around,
): Clause['options'] {
  const { from, to } = rule;
  const kind = kindOf(kinds);
  const deny = targetsOf(to.path ?? [''], kind, builtins);
  const except = to.pathNot === undefined ? undefined : targetsOf(to.pathNot, 'any', builtins);
  const listed = (['files', 'packages', 'builtins'] as const).flatMap((what) =>
    deny[what].length === 0 ? [] : [[what, denied(deny, except, what)] as const],
  );
  const files = { from: ['**'], ...judged(rule, 'from') };
  const globs = listed.flatMap(([, names]) => [...names.deny, ...(names.except ?? [])]);
  refuseUnbound(files.from, globs);
  if (from.path?.some((path) => /\$\d/.test(path))) throw new NotSayable('from refers to itself');
  if (
    to.path !== undefined &&
    kind === 'any' &&
    deny.files.length > 0 &&
    deny.packages.length === 0
  )
    note('told of files of the project, not of files within packages');
  return {
    ...files,
    ...Object.fromEntries(listed),
    ...(typeImports === 'allow' ? { typeImports } : {}),
  };
}

function kindOf(kinds: readonly string[]): 'any' | 'local' | 'core' {
  if (kinds.length === 0) return 'any';
  if (kinds.every((kind) => kind === 'core')) return 'core';
  if (kinds.every((kind) => LOCAL.test(kind))) return 'local';
  throw new NotSayable(`no clause is about dependencies of kind ${kinds.join(', ')}`);
}

function denied(deny: Targets, except: Targets | undefined, what: keyof Targets) {
  const spared = except?.[what] ?? [];
  return spared.length === 0 ? { deny: deny[what] } : { deny: deny[what], except: spared };
}

function refuseUnbound(from: readonly string[], globs: readonly string[]): void {
  for (const name of globs.flatMap(placeholders))
    if (!from.every((one) => placeholders(one).includes(name)))
      throw new NotSayable(
        `$${name.slice(1)} repeats a group that is no whole part of each path of from`,
      );
}
