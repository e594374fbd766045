import { readTemplates } from '#adapters/read-templates.js';
import type { Given } from '#answers/complete-answers.js';
import { design } from '#blueprint/design.js';
import { readFacts } from '#blueprint/facts.js';
import type { Feature } from '#features/contribution.js';
import { FEATURES } from '#features/registry.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import { render } from '#render/render.js';
import type { FileTree } from '#render/rendered-file.js';
import type { Templates } from '#render/templates.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Result } from '#shared/result.js';

/** Singular and plural of every ready-made module. */
export const READY_MADE = [
  { singular: 'user', plural: 'users' },
  { singular: 'inventory', plural: 'inventory' },
  { singular: 'order', plural: 'orders' },
  { singular: 'payment', plural: 'payments' },
];

/** Modules that are written from the specimen: two words, one word, an irregular plural. */
export const FROM_SPECIMEN = [
  { singular: 'line-item', plural: 'line-items' },
  { singular: 'invoice', plural: 'invoices' },
  { singular: 'person', plural: 'people' },
];

/** What a repo of a test is made of. */
export interface Choice {
  readonly pattern: PatternId;
  readonly modules: readonly { readonly singular: string; readonly plural: string }[];
  readonly features: readonly string[];
  readonly packageManager?: Given<'packageManager'>;
}

/**
 * Features that may be asked for together with a pattern, by their own declaration; of two that conflict, the first, and
 * what rules bring gives way.
 */
export function featuresOf(pattern: PatternId): string[] {
  const all: readonly Feature[] = Object.values(FEATURES);
  const fitting = all
    .filter(({ patterns }) => patterns.includes(pattern))
    .toSorted((one, other) => Number('regimes' in one) - Number('regimes' in other));
  return fitting
    .filter(
      ({ id, conflicts }, index) =>
        !fitting
          .slice(0, index)
          .some((one) => conflicts.includes(one.id) || one.conflicts.includes(id)),
    )
    .map(({ id }) => id);
}

/** Everything that a pattern can have. */
export function everything(pattern: PatternId): Choice {
  return { pattern, modules: [...READY_MADE, ...FROM_SPECIMEN], features: featuresOf(pattern) };
}

/** The templates of this package, with a stand-in where the check was not built yet. */
export async function templatesOfTest(): Promise<Templates> {
  const templates = await readTemplates();
  return { ...templates, archLint: templates.archLint ?? '#!/usr/bin/env node\n' };
}

/** Designs and renders a repo; a design that is refused is a mistake of the test. */
export function tryRender(
  { pattern, modules, features, packageManager = 'npm' }: Choice,
  templates: Templates,
): Result<FileTree> {
  const facts = valueOf(readFacts(templates.files));
  const { blueprint } = valueOf(
    design({ project: 'shop', pattern, modules, features, facts, catalogue: CATALOGUE }),
  );
  return render({
    blueprint,
    answers: {},
    packageManager,
    decision: undefined,
    adr: '# Decision\n',
    templates,
    catalogue: CATALOGUE,
    generatorVersion: '1.2.3',
  });
}

/** The same, for tests about what is rendered. */
export function rendered(choice: Choice, templates: Templates): FileTree {
  return valueOf(tryRender(choice, templates));
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.problems, null, 2));
}
