import type { App, Engine, Link, Module } from '#architecture/schema.js';
import { camel } from '#render/rename.js';
import { type Import, list, quoted, record } from './code.js';

/** What a `main.ts` may depend on, and nothing else. */
export interface AppView {
  readonly app: App;
  /** Modules that run or are co-located here; for a gateway all of them. */
  readonly modules: readonly Module[];
  readonly links: readonly Link[];
}

/** How a module is opened on each engine. */
const WRAPPERS = {
  postgres: { name: 'onPostgres', from: '#platform/postgres.ts' },
  dynamodb: { name: 'onDynamodb', from: '#platform/dynamodb.ts' },
} as const satisfies Record<Engine, Import>;

/** A module and its store, for each module of an app. */
export function moduleImports(modules: readonly Module[]): Import[] {
  return modules.flatMap(({ name, engine }): Import[] => [
    { name: camel(name), from: `#modules/${name}/index.ts`, isDefault: true },
    {
      name: 'createStore',
      as: `${camel(name)}Store`,
      from: `#modules/${name}/store.${engine}.ts`,
    },
  ]);
}

/** The engines that an app's modules use. */
export function wrapperImports(modules: readonly Module[]): Import[] {
  return [...new Set(modules.map(({ engine }) => engine))].map((engine) => WRAPPERS[engine]);
}

/** What an app has besides its modules. */
export function extensionImports({ extensions }: App): Import[] {
  return extensions.map((name) => ({
    name: 'extension',
    as: camel(name),
    from: `#platform/${name}.ts`,
  }));
}

/** The fields of a process or a function. */
export function definitionOf({ app, modules, links }: AppView): Record<string, string> {
  const open = (names: readonly string[]): string =>
    list(modules.filter(({ name }) => names.includes(name)).map(opened));
  const bound = links.filter(
    ({ kind, consumer }) => kind !== 'message' && modules.some(({ name }) => name === consumer),
  );
  return {
    name: quoted(app.name),
    modules: open(app.modules),
    ...(app.libraries.length > 0 && { libraries: open(app.libraries) }),
    ...(app.extensions.length > 0 && { extensions: list(app.extensions.map(camel)) }),
    links: record(bound.map(({ consumer, name, kind }) => [`${consumer}.${name}`, kind])),
    ...(app.kind === 'process' && { messages: quoted(transportOf(app, links)) }),
  };
}

/** The public path prefixes of each module that has routes. */
export function gatewayModules(modules: readonly Module[]): string[] {
  return modules
    .filter(({ paths }) => paths.length > 0)
    .map(
      ({ name, paths }) => `{ name: ${quoted(name)}, prefixes: [${paths.map(quoted).join(', ')}] }`,
    );
}

function opened({ name, engine }: Module): string {
  return `${WRAPPERS[engine].name}(${camel(name)}, ${camel(name)}Store)`;
}

/** Messages stay in the process only when nobody else sends or handles any. */
function transportOf({ modules }: App, links: readonly Link[]): 'in-process' | 'broker' {
  const messages = links.filter(({ kind }) => kind === 'message');
  const here = (name: string): boolean => modules.includes(name);
  const alone = messages.every(({ consumer, producer }) => here(consumer) && here(producer));
  return alone ? 'in-process' : 'broker';
}
