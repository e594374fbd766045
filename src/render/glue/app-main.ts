import type { App, Blueprint } from '#architecture/schema.js';
import type { Draft } from '#render/copy.js';
import { byCodeUnit } from '#shared/order.js';
import type { Problem } from '#shared/user-error.js';
import {
  type AppView,
  definitionOf,
  extensionImports,
  gatewayModules,
  moduleImports,
  wrapperImports,
} from './app-parts.js';
import { type Import, importLines, list, object, quoted } from './code.js';

/** The composition root of every app: which modules run there, and how each link is bound. */
export function appMains({ apps, modules, links }: Blueprint): {
  readonly drafts: Draft[];
  readonly problems: Problem[];
} {
  const mains = apps.map((app) => {
    const here = new Set([...app.modules, ...app.libraries]);
    const hosted = modules.filter(({ name }) => app.kind === 'gateway' || here.has(name));
    return { app, ...appMain({ app, modules: hosted, links }) };
  });
  return {
    drafts: mains.map(({ app, text }) => ({
      path: `src/apps/${app.name}/main.ts`,
      content: text,
      owner: 'managed',
      template: 'glue:app-main',
      from: 'base',
    })),
    problems: mains.flatMap(({ app, clashes }) => clashes.map((name) => clash(app, name))),
  };
}

function appMain(view: AppView): { text: string; clashes: string[] } {
  const { start, from, entry } = startOf(view.app);
  const imports: Import[] =
    view.app.kind === 'gateway'
      ? [{ name: start, from }]
      : [
          ...moduleImports(view.modules),
          ...[
            ...wrapperImports(view.modules),
            ...extensionImports(view.app),
            { name: start, from },
          ].toSorted((a, b) => byCodeUnit(a.from, b.from)),
        ];
  const names = imports.map((one) => one.as ?? one.name);
  const fields =
    view.app.kind === 'gateway'
      ? { name: quoted(view.app.name), modules: list(gatewayModules(view.modules)) }
      : definitionOf(view);
  return {
    text: `${importLines(imports)}\n\n${entry}${start}(${object(fields)});\n`,
    clashes: names.filter((name, index) => names.indexOf(name) !== index),
  };
}

/** What starts an app of a kind, where it comes from, and what stands before the call. */
function startOf({ kind, trigger }: App): { start: string; from: string; entry: string } {
  if (kind === 'process') {
    return { start: 'startProcess', from: '#platform/process.ts', entry: 'await ' };
  }
  if (kind === 'gateway') {
    return { start: 'startGateway', from: '#platform/gateway.ts', entry: 'await ' };
  }
  const start = FUNCTIONS[trigger ?? 'http'];
  return { start, from: '#platform/functions.ts', entry: 'export const handler = ' };
}

const FUNCTIONS = {
  http: 'httpFunction',
  messages: 'messagesFunction',
  schedule: 'sweepFunction',
} as const satisfies Record<NonNullable<App['trigger']>, string>;

function clash({ name }: App, identifier: string): Problem {
  return {
    code: 'MODULE_NAME_TAKEN',
    message: `Two things in src/apps/${name}/main.ts would be called ${identifier}.`,
    hint: 'Give one of the modules another name.',
  };
}
