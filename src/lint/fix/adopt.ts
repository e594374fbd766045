import { isTestPath } from '#shared/path-conventions.js';
import type { Import, ProjectModel, ProjectModule } from '../project-model.js';
import { closedCircles } from './circles.js';
import type { FixContext } from './context.js';
import { originOf, type Origin } from './exports.js';
import { hasPlainNames, type Fix } from './fixes.js';
import { replaceSpecifier, specifierFor } from './specifiers.js';

/** A module with a public file through which the others use it. */
export interface Adoption {
  /** The public file, as it stands (null: not at all) and as it is to be. */
  readonly door: { readonly path: string; readonly before: string | null; readonly after: string };
  /** Imports that go through it from now on. */
  readonly fixes: readonly Fix[];
  /** Imports that stay as they are. */
  readonly left: readonly LeftAlone[];
}

/** A use of the inside of a module that cannot safely go through its public file. */
export interface LeftAlone {
  readonly found: Import;
  readonly why: string;
}

/** A use that can go through the public file, and what that has to export. */
interface Use {
  readonly found: Import;
  readonly target: string;
  readonly fix: Fix;
  readonly exports: readonly { readonly name: string; readonly kind: Origin['kind'] }[];
}

/** The public file that a module has, or would get. */
export function doorOf({ files }: ProjectModel, { folder }: ProjectModule): string {
  const own = files.map(({ path }) => path).filter((path) => path.startsWith(`${folder}/`));
  const isDoor = (path: string) =>
    /^(?:src\/)?index\.[cm]?[jt]sx?$/.test(path.slice(folder.length + 1));
  const typed = own.some((path) => /\.[cm]?tsx?$/.test(path));
  return own.find(isDoor) ?? `${folder}/index.${typed ? 'ts' : 'js'}`;
}

/** Leads what others use of a module through its public file; tests may know the inside. Resolution must know the public file. */
export function adopt(module: ProjectModule, context: FixContext): Adoption {
  const { project, textOf } = context;
  const path = doorOf(project, module);
  const inside = (file: string) => file.startsWith(`${module.folder}/`);
  const outside = project.imports.filter(({ from, target }) => {
    const meant = target.kind === 'file' && inside(target.path) && target.path !== path;
    return meant && !inside(from) && !isTestPath(from);
  });
  const left: LeftAlone[] = [];
  const taken = new Map<string, string>();
  const uses = outside.flatMap((found): Use[] => {
    const use = useOf(found, path, taken, context);
    if (typeof use !== 'string') return [use];
    left.push({ found, why: use });
    return [];
  });
  const kept = withoutCircles(uses, path, context);
  const dropped = uses.filter((use) => !kept.includes(use));
  left.push(...dropped.map(({ found }) => ({ found, why: 'that would close a circle' })));
  const before = textOf(path) ?? null;
  const after = withExports(before ?? '', path, kept, context);
  return { door: { path, before, after }, fixes: kept.map(({ fix }) => fix), left };
}

/** The use, or why it stays as it is; `taken` are the names that the public file will have, with where they come from. */
function useOf(
  found: Import,
  door: string,
  taken: Map<string, string>,
  context: FixContext,
): Use | string {
  const { from, names, target, kind } = found;
  if (target.kind !== 'file' || !hasPlainNames(found)) return 'it takes more than names';
  const origins = names.map((name) => originOf(context, target.path, name));
  if (origins.includes(undefined)) return `what ${target.path} exports is not certain`;
  const places = origins.map((origin) => `${origin?.file} ${origin?.name}`);
  const other = names.find((name, at) => {
    const there = originOf(context, door, name);
    const known = there === undefined ? taken.get(name) : `${there.file} ${there.name}`;
    return known !== undefined && known !== places[at];
  });
  if (other !== undefined) return `${door} has another ${other}`;
  const specifier = specifierFor(context, found, door);
  const text = context.textOf(from);
  const edit =
    specifier === undefined || text === undefined
      ? undefined
      : replaceSpecifier(text, found, specifier);
  if (specifier === undefined || edit === undefined) return 'its specifier cannot be rewritten';
  names.forEach((name, at) => taken.set(name, places[at] ?? ''));
  const to: Import = { ...found, specifier, kind, target: { kind: 'file', path: door } };
  const what = `imports ${names.join(', ')} from ${door}`;
  return {
    found,
    target: target.path,
    fix: { ...edit, file: from, what, moved: { from: found, to } },
    exports: names.map((name, at) => ({ name, kind: origins[at]?.kind ?? 'value' })),
  };
}

/** Leaves out uses by and of files in a circle that the public file would close, until none is closed. */
function withoutCircles(uses: readonly Use[], door: string, { project }: FixContext): Use[] {
  const files = project.files.some(({ path }) => path === door)
    ? project.files
    : [...project.files, { path: door, bytes: 0 }];
  let kept = [...uses];
  for (;;) {
    const moved = new Map(kept.map(({ found, fix }) => [found, fix.moved?.to ?? found]));
    const imports = [
      ...project.imports.map((found) => moved.get(found) ?? found),
      ...kept.flatMap(({ target, exports }) => doorImport(door, target, exports)),
    ];
    const circles = closedCircles(project, imports, files);
    const next = kept.filter(
      ({ found, target }) => !circles.has(found.from) && !circles.has(target),
    );
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

function doorImport(door: string, target: string, exports: Use['exports']): Import[] {
  if (exports.every(({ kind }) => kind === 'type')) return [];
  const to = { kind: 'file', path: target } as const;
  const names = exports.map(({ name }) => name);
  return [{ from: door, specifier: '', kind: 're-export', names, line: 1, column: 1, target: to }];
}

/** Adds what the uses need and the public file does not export yet: values, then types, file by file. */
function withExports(
  before: string,
  door: string,
  uses: readonly Use[],
  context: FixContext,
): string {
  const wanted = new Map<string, Map<string, Origin['kind']>>();
  for (const { target, exports } of uses) {
    for (const { name, kind } of exports) {
      if (originOf(context, door, name) !== undefined) continue;
      wanted.set(target, (wanted.get(target) ?? new Map()).set(name, kind));
    }
  }
  const exported = new Set<string>();
  const lines = [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([target, names]) => {
      const from = doorSpecifier(door, target, context);
      return (['value', 'type'] as const).flatMap((kind) => {
        const list = [...names].flatMap(([name, is]) =>
          is === kind && !exported.has(name) ? name : [],
        );
        for (const name of list) exported.add(name);
        if (list.length === 0) return [];
        return `export ${kind === 'type' ? 'type ' : ''}{ ${list.sort().join(', ')} } from '${from}';\n`;
      });
    });
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  return before + gap + lines.join('');
}

/** As the module itself writes its imports, or else as the project does. */
function doorSpecifier(door: string, target: string, context: FixContext): string {
  const relative = context.project.imports.filter(
    ({ specifier, target: led }) => specifier.startsWith('.') && led.kind === 'file',
  );
  const folder = door.slice(0, door.lastIndexOf('/'));
  const like = relative.find(({ from }) => from.startsWith(`${folder}/`)) ?? relative[0];
  const manner = {
    from: door,
    specifier: like?.specifier ?? './a',
    target: { kind: 'file', path: target },
  } as const;
  return specifierFor(context, manner, target) ?? `./${target.slice(folder.length + 1)}`;
}
