import type { App } from '#architecture/schema.js';
import type { Feature } from '#features/contribution.js';
import type { Catalogue } from '#patterns/catalogue.js';
import type { ModuleFacts } from '#patterns/module-facts.js';
import type { ComposedApp } from '#patterns/pattern.js';
import type { Problem } from '#shared/user-error.js';
import type { ModuleWords } from './modules.js';
import { problem } from './problems.js';

/** The modules that were chosen, and those that the chosen features bring. */
export function withFeatureModules(
  chosen: readonly ModuleWords[],
  features: readonly string[],
  catalogue: Catalogue,
): { readonly modules: readonly ModuleWords[]; readonly problems: readonly Problem[] } {
  const brought = features.flatMap((id) => catalogue.features[id]?.modules ?? []);
  const names = new Set(brought.map(({ plural }) => plural));
  const own = chosen.filter(({ plural }) => !names.has(plural));
  const problems = Object.values(catalogue.features).flatMap((feature) => withoutIt(feature, own));
  return { modules: [...own, ...brought], problems };
}

/** A module whose template needs what only its feature brings. */
function withoutIt({ id, modules = [] }: Feature, chosen: readonly ModuleWords[]): Problem[] {
  return chosen
    .filter(({ plural }) => modules.some((one) => one.plural === plural))
    .map(({ plural }) =>
      problem(
        'MODULE_OF_FEATURE',
        `The module ${plural} comes with the feature ${id}, which is not chosen.`,
        `Add --feature ${id}, or give the module another name.`,
      ),
    );
}

/** Which extensions of the chosen features an app has: those whose port one of its modules asks for. */
export function withExtensions(
  apps: readonly ComposedApp[],
  features: readonly string[],
  facts: ReadonlyMap<string, ModuleFacts>,
  catalogue: Catalogue,
): App[] {
  const offered = features.flatMap((id) =>
    (catalogue.features[id]?.contributes ?? []).flatMap((one) =>
      one.kind === 'extension' ? [one] : [],
    ),
  );
  return apps.map((app) => {
    const here = [...app.modules, ...app.libraries];
    const asked = new Set(here.flatMap((name) => facts.get(name)?.ports ?? []));
    const fits = (port: string | null): boolean =>
      port === null ? app.kind !== 'gateway' : asked.has(port);
    return { ...app, extensions: offered.filter(({ port }) => fits(port)).map(({ name }) => name) };
  });
}
