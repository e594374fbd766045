import { projectModel } from './infer-modules.js';
import {
  IMPORT_KINDS,
  type Dependency,
  type Import,
  type ImportKind,
  type ImportTarget,
  type ProjectFacts,
  type ProjectModel,
  type ProjectPackage,
  type ProjectScan,
  type RecordedArchitecture,
} from './project-model.js';

const NOTHING: ProjectScan = {
  files: [],
  imports: [],
  packages: [],
  skipped: [],
  leftOut: [],
  unreadable: [],
  directives: [],
  mentioned: { files: [], packages: [], modules: [] },
  facts: null,
  history: null,
};
const DRAWN = new RegExp(`^(?:(${IMPORT_KINDS.join('|')}) )?(.+)$`);
const FACT =
  /^(?:(define|read|write) table (?<table>\S+)|(publish|consume|declare) (?<message>\S+)|call (?<app>\S+)|wired (?<how>function|call|replica)|(?<lines>\d+) lines|deploy (?<deployable>\S+))$/;
const DIRECTIONS: Readonly<Record<string, 'published' | 'consumed' | 'declared'>> = {
  publish: 'published',
  declare: 'declared',
};
const MANIFEST = /(?:^|\/)package\.json$/;
const ARCHITECTURE = 'architecture.json';

type Drawing = Readonly<Record<string, readonly string[]>>;

/**
 * A project drawn in a few lines, for tests and documentation: file → what it imports, one import a line.
 * `src/b.ts` is a file of the drawing, as is `./b.ts`; `node:fs` is built in, anything else is a package;
 * a kind such as `type` or `re-export` may stand in front. Facts are lines too: `write table orders`,
 * `publish order-placed`, `consume order-placed`, `declare order-placed`, `call billing`, `wired replica`, `400 lines`, and in a Dockerfile `deploy billing`.
 * `package.json` lists `name x`, `entry src/index.ts`, `command next` and packages (`dev vitest`); `architecture.json` lists
 * `module orders`, `app shop orders users` and `link orders users`.
 */
export function drawProject(drawing: Drawing): ProjectModel {
  const paths = Object.keys(drawing).sort();
  const sources = paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const imports = sources.flatMap((from) =>
    (drawing[from] ?? []).flatMap((drawn, index): Import[] => {
      if (FACT.test(drawn)) return [];
      const [, kind, specifier = drawn] = DRAWN.exec(drawn) ?? [];
      const target = targetOf(relativeTo(from, specifier), drawing);
      const names = ['default'];
      return [{ from, specifier, kind: kindOf(kind), names, line: index + 1, column: 1, target }];
    }),
  );
  const scan = {
    ...NOTHING,
    files: sources.map((path) => ({ path, bytes: 0 })),
    imports,
    packages: paths
      .filter((path) => MANIFEST.test(path))
      .map((path) => drawnPackage(path, drawing)),
    facts: drawnFacts(paths, drawing),
  };
  return projectModel(scan, recorded(drawing[ARCHITECTURE]));
}

function kindOf(word: string | undefined): ImportKind {
  return IMPORT_KINDS.find((kind) => kind === word) ?? 'value';
}

/** `./` and `../` mean what they mean in real code. */
function relativeTo(from: string, specifier: string): string {
  if (!/^\.\.?\//.test(specifier)) return specifier;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function targetOf(specifier: string, drawing: Readonly<Record<string, unknown>>): ImportTarget {
  if (Object.hasOwn(drawing, specifier)) return { kind: 'file', path: specifier };
  if (specifier.startsWith('node:')) return { kind: 'builtin', name: specifier.slice(5) };
  if (/\.[cm]?[jt]sx?$/.test(specifier)) return { kind: 'unresolved', reason: 'no such file' };
  return { kind: 'package', name: specifier };
}

function drawnPackage(path: string, drawing: Drawing): ProjectPackage {
  const folder = path.replace(MANIFEST, '');
  const lines = drawing[path] ?? [];
  const after = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const dependencies = lines.flatMap((line): Dependency[] => {
    const [, word, name = ''] =
      /^(?:(name|entry|command|dev|peer|optional) )?(.+)$/.exec(line) ?? [];
    if (word === 'name' || word === 'entry' || word === 'command') return [];
    const kind =
      word === 'dev' ? 'development' : word === 'peer' || word === 'optional' ? word : 'runtime';
    return [{ name, kind, range: '*' }];
  });
  return {
    folder,
    name: after('name')[0] ?? null,
    workspace: folder !== '',
    dependencies,
    entries: after('entry'),
    commands: after('command'),
  };
}

function drawnFacts(paths: readonly string[], drawing: Drawing): ProjectFacts {
  const seen = paths.flatMap((file) =>
    (drawing[file] ?? []).flatMap((text, index) => {
      const words = FACT.exec(text)?.groups;
      const [verb = ''] = text.split(' ');
      return words === undefined
        ? []
        : [{ words, verb, at: { file, line: index + 1, column: 1, by: 'drawing' } }];
    }),
  );
  const access = (verb: string) => (verb === 'define' || verb === 'write' ? verb : 'read');
  return {
    files: seen.flatMap(({ words: { lines }, at }) =>
      lines === undefined
        ? []
        : [{ path: at.file, lines: Number(lines), abstract: 0, concrete: 1 }],
    ),
    tables: seen.flatMap(({ words: { table }, verb, at }) =>
      table === undefined ? [] : [{ ...at, table, access: access(verb) }],
    ),
    messages: seen.flatMap(({ words: { message }, verb, at }) =>
      message === undefined ? [] : [{ ...at, message, direction: DIRECTIONS[verb] ?? 'consumed' }],
    ),
    calls: seen.flatMap(({ words: { app }, at }) =>
      app === undefined ? [] : [{ ...at, target: app, app }],
    ),
    wirings: seen.flatMap(({ words: { how }, at }) =>
      how === 'function' || how === 'call' || how === 'replica'
        ? [{ file: at.file, line: at.line, how }]
        : [],
    ),
    deployables: seen.flatMap(({ words: { deployable }, at }) =>
      deployable === undefined
        ? []
        : [
            {
              name: deployable,
              kind: 'dockerfile',
              file: at.file,
              line: at.line,
              folder: at.file.slice(0, Math.max(0, at.file.lastIndexOf('/'))),
            },
          ],
    ),
  };
}

function recorded(lines: readonly string[] | undefined): RecordedArchitecture | null {
  if (lines === undefined) return null;
  const said = (word: string) =>
    lines.map((line) => line.split(' ')).filter(([first]) => first === word);
  return {
    pattern: said('pattern')[0]?.[1] ?? null,
    modules: said('module').flatMap(([, name]) => name ?? []),
    apps: said('app').map(([, name = '', ...modules]) => ({ name, modules })),
    links: said('link').map(([, consumer = '', producer = '']) => ({ consumer, producer })),
  };
}
