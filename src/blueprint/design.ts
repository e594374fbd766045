import type { Blueprint, Module } from '#architecture/schema.js';
import type { Catalogue } from '#patterns/catalogue.js';
import type { ModuleFacts } from '#patterns/module-facts.js';
import type { Pattern } from '#patterns/pattern.js';
import { suggestion } from '#shared/nearest.js';
import type { PatternId } from '#shared/pattern-id.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Result } from '#shared/result.js';
import type { Problem } from '#shared/user-error.js';
import { withExtensions, withFeatureModules } from './feature-parts.js';
import { chooseFeatures } from './features.js';
import type { ModuleWords, PlannedModule } from './modules.js';
import { planModules } from './modules.js';
import type { Note } from './problems.js';
import { problem } from './problems.js';

/** Choices that a blueprint is made of. */
export interface DesignInput {
  readonly project: string;
  readonly pattern: PatternId;
  readonly modules: readonly ModuleWords[];
  /** Features on top of the pattern's defaults. */
  readonly features: readonly string[];
  /** Default features that are not wanted. */
  readonly without?: readonly string[];
  /** The rules that apply; they bring features. */
  readonly regimes?: readonly string[];
  /** By template name: `readFacts(templates.files)`. */
  readonly facts: ReadonlyMap<string, ModuleFacts>;
  readonly catalogue: Catalogue;
}

/** A blueprint, and what was added to the choices without being asked for. */
export interface Design {
  readonly blueprint: Blueprint;
  readonly notes: readonly Note[];
}

/** Turns choices into everything that will exist, or every reason why it cannot. */
export function design(input: DesignInput): Result<Design> {
  const pattern = patternOf(input);
  if (!pattern) return { ok: false, problems: [unknownPattern(input.pattern)] };
  const features = chooseFeatures(
    {
      pattern: pattern.id,
      asked: input.features,
      declined: input.without ?? [],
      regimes: input.regimes,
    },
    input.catalogue,
  );
  const wanted = withFeatureModules(
    input.modules,
    features.ok ? features.value : [],
    input.catalogue,
  );
  const plan = planModules(wanted.modules, input.facts);
  const problems = [
    ...problemsOf(features),
    ...(features.ok ? wanted.problems : []),
    ...problemsOf(plan),
  ];
  if (!features.ok || !plan.ok || problems.length > 0) return { ok: false, problems };
  const planned = withEngines(plan.value.planned, features.value);
  const modules = planned.map(({ module }) => module);
  const taken = takenNames(pattern, modules);
  if (taken.length > 0) return { ok: false, problems: taken };

  const facts = new Map(planned.map((one) => [one.module.name, one.facts]));
  const { apps, links } = pattern.compose({ project: input.project, modules, facts });
  const blueprint: Blueprint = {
    project: input.project,
    pattern: pattern.id,
    modules,
    apps: withExtensions(apps, features.value, facts, input.catalogue),
    links: [...links],
    features: features.value,
  };
  return { ok: true, value: { blueprint, notes: plan.value.notes } };
}

/** The catalogue may be asked with a word from a file, so the type is not trusted. */
function patternOf({ pattern, catalogue }: DesignInput): Pattern | undefined {
  return PATTERN_IDS.includes(pattern) ? catalogue.patterns[pattern] : undefined;
}

/** A feature named like an engine moves the modules that ship a store for it. */
function withEngines(
  planned: readonly PlannedModule[],
  features: readonly string[],
): PlannedModule[] {
  return planned.map(({ module, facts }) => {
    const engine = facts.engines.find((one) => features.includes(one));
    return { facts, module: engine ? { ...module, engine } : module };
  });
}

function takenNames(pattern: Pattern, modules: readonly Module[]): Problem[] {
  return modules
    .filter(({ name }) => pattern.reservedNames.includes(name))
    .map(({ name }) =>
      problem(
        'MODULE_NAME_TAKEN',
        `The pattern ${pattern.id} has an app called ${name}, so no module can have this name.`,
        'Give the module another name.',
      ),
    );
}

function unknownPattern(id: string): Problem {
  return problem(
    'PATTERN_UNKNOWN',
    `There is no pattern ${JSON.stringify(id)}.`,
    suggestion(id, PATTERN_IDS),
  );
}

function problemsOf(result: Result<unknown>): readonly Problem[] {
  return result.ok ? [] : result.problems;
}
