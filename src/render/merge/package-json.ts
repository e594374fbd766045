import { ofKind, type Owned } from '#render/contributions.js';
import { broken } from '#render/problems.js';
import type { TemplatesPackage } from '#render/templates.js';
import { byCodeUnit } from '#shared/order.js';
import type { Problem } from '#shared/user-error.js';
import { mergeKeyed } from './keyed.js';

/** The package.json of a generated repo. */
export interface GeneratedPackage {
  readonly name: string;
  readonly version: string;
  readonly private: true;
  readonly type: 'module';
  readonly engines: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const IMPORTS = {
  '#modules/*': './src/modules/*',
  '#platform/*': './src/platform/*',
  '#test/*': './test/*',
  '#tools/*': './tools/*',
} as const;

/** Merges dependencies and scripts; versions come from `templates/package.json` and nowhere else. */
export function mergePackageJson(
  project: string,
  contributions: readonly Owned[],
  templates: TemplatesPackage,
): { readonly value: GeneratedPackage; readonly problems: readonly Problem[] } {
  const scripts = mergeKeyed(
    'package.json',
    ofKind(contributions, 'script').map(({ from, contribution: { name, run } }) => ({
      key: name,
      value: run,
      from,
    })),
  );
  const wanted = ofKind(contributions, 'dependency');
  const known = { ...templates.devDependencies, ...templates.dependencies };
  const unknown = wanted.filter(({ contribution }) => !Object.hasOwn(known, contribution.name));
  const atRunTime = namesOf(wanted.filter(({ contribution }) => contribution.dev !== true));
  const forWork = namesOf(wanted).filter((name) => !atRunTime.includes(name));
  const pick = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
  return {
    value: {
      name: project,
      version: '0.1.0',
      private: true,
      type: 'module',
      engines: templates.engines,
      imports: IMPORTS,
      scripts: Object.fromEntries(scripts.values),
      dependencies: pick(atRunTime),
      devDependencies: pick(forWork),
    },
    problems: [...scripts.problems, ...unknown.map(unknownDependency)],
  };
}

function namesOf(wanted: readonly Owned<{ kind: 'dependency'; name: string }>[]): string[] {
  return [...new Set(wanted.map(({ contribution }) => contribution.name))].toSorted(byCodeUnit);
}

function unknownDependency({
  from,
  contribution,
}: Owned<{ kind: 'dependency'; name: string }>): Problem {
  return broken(
    'DEPENDENCY_UNKNOWN',
    `${from} needs ${contribution.name}, which templates/package.json does not have.`,
  );
}
