import type { Clause } from '#architecture/schema.js';
import { carryEach, NotSayable, type Carried } from './carried.js';
import { Config, Rule } from './depcruise-config.js';
import { clauseFor, importOptions, judged, type Around } from './depcruise-imports.js';
import { Computed, isLiteral } from '#shared/literal.js';

const FROM = ['path', 'pathNot'];
const TO = [...FROM, 'circular', 'couldNotResolve', 'dependencyTypes', 'dependencyTypesNot'];

/** Says the rules of a dependency-cruiser configuration as clauses, as far as clauses say the same. */
export function fromDepcruise(written: unknown, builtins: readonly string[]): Carried {
  const config = Config.parse(written);
  const forbidden = carryEach(config.forbidden, nameOf, (rule, note) =>
    carry(rule, { config, builtins, note }),
  );
  return { ...forbidden, left: [...forbidden.left, ...leftOf(config)] };
}

const nameOf = (rule: unknown) => Rule.shape.name.catch('unnamed').parse(Object(rule)['name']);

/** What stands beside the rules that are carried over. */
function leftOf({ allowed, required, extends: base, options }: Config) {
  const why = (rule: string, text: string) => [{ rule, why: text }];
  return [
    ...(allowed.length > 0
      ? why(
          'allowed',
          'a list of all that may be is said by layers or allowed-imports, not by one clause each',
        )
      : []),
    ...required.flatMap((rule) => why(nameOf(rule), 'no rule demands that something is imported')),
    ...(base === undefined
      ? []
      : why(
          'extends',
          `the rules of ${isLiteral(base) ? JSON.stringify(base) : 'another file'} are not read`,
        )),
    ...['exclude', 'includeOnly', 'focus', 'reaches'].flatMap((option) =>
      options[option] === undefined
        ? []
        : why(
            `options.${option}`,
            'clauses judge all files that are read; add "except" where that matters',
          ),
    ),
  ];
}

function carry(written: unknown, around: Around): Clause[] {
  const { config, note } = around;
  if (!isLiteral(written))
    throw new NotSayable(
      `${written instanceof Computed ? written.source : 'a part of it'} is computed, and code is not run`,
    );
  const parsed = Rule.safeParse(written);
  if (!parsed.success) throw new NotSayable('it has not the form of a rule');
  const rule = parsed.data;
  if (rule.severity === 'ignore') throw new NotSayable('it is switched off (severity ignore)');
  refuseUnknown(rule);
  const { to } = rule;
  const kinds = to.dependencyTypes ?? [];
  const isTyped = config.options['tsPreCompilationDeps'] ?? false;
  const types =
    isTyped === false || to.dependencyTypesNot?.includes('type-only') ? 'allow' : 'judge';
  if (to.circular !== undefined) return [circles(rule, types)];
  if (to.couldNotResolve !== undefined) return [unresolved(rule, note)];
  if (kinds.some((kind) => kind.startsWith('npm'))) return [declared(rule, kinds, note)];
  return [clauseFor(rule, 'allowed-imports', importOptions(rule, kinds, types, around))];
}

function refuseUnknown({ from, to, scope }: Rule): void {
  if (scope === 'folder')
    throw new NotSayable('it is about folders, and clauses are about imports');
  if (from['orphan'] === true)
    throw new NotSayable('no-orphans asks for more: that a file is reached from an entry');
  const strange = [
    ...Object.keys(from)
      .filter((key) => !FROM.includes(key))
      .map((key) => `from.${key}`),
    ...Object.keys(to)
      .filter((key) => !TO.includes(key))
      .map((key) => `to.${key}`),
    ...(to.dependencyTypesNot ?? [])
      .filter((kind) => kind !== 'type-only')
      .map((kind) => `to.dependencyTypesNot ${kind}`),
  ];
  if (strange.length > 0) throw new NotSayable(`no clause says ${strange.join(', ')}`);
}

function circles(rule: Rule, types: 'allow' | 'judge'): Clause {
  const { from, to } = rule;
  if (to.circular === false) throw new NotSayable('no clause is about what is in no circle');
  if (from.path ?? from.pathNot ?? to.path ?? to.pathNot ?? to.dependencyTypes)
    throw new NotSayable(
      'no-cycles leaves files out of the circles, and this rule only their imports',
    );
  return clauseFor(rule, 'no-cycles', { typesOnly: types === 'allow' ? 'ignore' : 'report' });
}

function unresolved(rule: Rule, note: (text: string) => void): Clause {
  const { to } = rule;
  if (to.couldNotResolve === false || (to.path ?? to.pathNot ?? to.dependencyTypes))
    throw new NotSayable('no-unresolved judges every import of a file');
  note(
    'a package that is not installed is told by declared-dependencies where no package.json names it',
  );
  return clauseFor(rule, 'no-unresolved', judged(rule, 'within'));
}

function declared(rule: Rule, kinds: readonly string[], note: (text: string) => void): Clause {
  const { to } = rule;
  const only = [...kinds].sort().join();
  const ignore = (to.pathNot ?? []).map((path) => {
    const name = /^\^?node_modules\/(@[a-z0-9-]+)\/$/.exec(path)?.[1];
    if (name === undefined) throw new NotSayable(`no clause leaves ${path} out`);
    return `${name}/*`;
  });
  const options = { ...judged(rule, 'within'), ...(ignore.length > 0 ? { ignore } : {}) };
  if (to.path !== undefined) throw new NotSayable('declared-dependencies judges all packages');
  if (only === 'npm-no-pkg' || only === 'npm-no-pkg,npm-unknown')
    return clauseFor(rule, 'declared-dependencies', { ...options, unused: 'ignore' });
  if (only !== 'npm-dev') throw new NotSayable(`no clause is about dependencies of kind ${only}`);
  note('files that look like tests or tools may import what is only there for development');
  return clauseFor(rule, 'declared-dependencies', {
    ...options,
    undeclared: 'ignore',
    unused: 'ignore',
    development: 'report',
  });
}
