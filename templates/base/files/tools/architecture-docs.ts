import {
  type Blueprint,
  component,
  container,
  context,
  moduleMap,
} from './architecture-diagrams.ts';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Everything between the two marks of `docs/architecture.md`. */
export function architectureDocs(blueprint: Blueprint): string {
  const { apps, links } = blueprint;
  const code = (text: string) => `\`${text}\``;
  return [
    '## Context',
    context(blueprint),
    '## Containers',
    container(blueprint),
    table(
      ['app', 'kind', 'modules', 'brings along'],
      apps.map(({ name, kind, trigger, modules, libraries }) => [
        code(name),
        trigger === null ? kind : `${kind}, ${trigger}`,
        modules.join(', '),
        libraries.join(', '),
      ]),
    ),
    '## Components',
    component(blueprint),
    'Solid lines are requests, dotted ones are messages. Every app is built like this one, around its own modules.',
    '## Modules',
    moduleMap(blueprint),
    ...(links.length === 0
      ? ['No module needs another one yet.']
      : [
          table(
            ['consumer', 'producer', 'gets', 'as'],
            links.map(({ consumer, producer, name, kind }) => [
              consumer,
              consumer === producer ? 'whoever sends it' : producer,
              code(name),
              kind === 'message' && consumer === producer ? 'command' : kind,
            ]),
          ),
        ]),
  ].join('\n\n');
}

const MARKS = /(<!-- npm run docs writes from here -->\n)[^]*(\n<!-- to here -->)/;

/** The document with what is between its marks drawn again. */
export function withArchitecture(document: string, blueprint: Blueprint): string {
  if (!MARKS.test(document)) throw new Error('The marks of npm run docs are gone: put them back.');
  return document.replace(MARKS, (_, from, to) => `${from}\n${architectureDocs(blueprint)}\n${to}`);
}
