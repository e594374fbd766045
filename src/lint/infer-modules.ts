import { leadingFolders } from '#shared/leading-folders.js';
import { memoiseByParts } from '#shared/memoise.js';
import { pathGlob } from '#shared/path-glob.js';
import { isProductPath, isTestPath } from '#shared/path-conventions.js';
import { groupBy } from './group-by.js';
import { byFolders } from './module-lookup.js';
import type {
  InferredModules,
  ProjectModel,
  ProjectModule,
  ProjectScan,
  RecordedArchitecture,
} from './project-model.js';

/** Layouts that divide a program by subject, below the folder where its code lies; `<module>` is the name. */
const BY_SUBJECT = ['modules/<module>', '{domains,features,contexts}/<module>'] as const;
const SEVERAL_PROGRAMS = '{apps,packages,services,libs}/<module>';
const NONE: InferredModules = { layout: 'none', list: [] };

/** Adds the modules that the layout of the files suggests. */
export function projectModel(
  scan: ProjectScan,
  recorded: RecordedArchitecture | null = null,
): ProjectModel {
  return { ...scan, modules: modulesOf(scan), recorded };
}

/** Once for a scan and for the project that it becomes. */
const modulesOf = memoiseByParts(
  ({ files, packages }: ProjectScan) => [files, packages],
  inferModules,
);

/** A layout that holds less than this share of the files that any layout holds is a detail of the project. */
const ENOUGH = 0.2;
/** A folder that holds this share of its parent's files is where the code lies. */
const NEARLY_ALL = 0.8;

/** A layout counts when it gives at least two modules, and these are most of what could be one. */
function inferModules(scan: ProjectScan): InferredModules {
  const [modules, subjects] = BY_SUBJECT;
  const home = folderOfCode(scan);
  const below = (layout: string) => [
    byLayout(scan, `src/${layout}`),
    ...(home === '' || home === 'src' ? [] : [byLayout(scan, `${home}/${layout}`)]),
  ];
  const candidates = [
    ...below(modules),
    byWorkspace(scan),
    ...below(subjects),
    nested(scan, byLayout(scan, SEVERAL_PROGRAMS)),
    home === ''
      ? byLayout(scan, '<module>', isCode)
      : byLayout(scan, `${home}/<module>`, (path) => !isTestPath(path)),
  ].filter(({ list }) => list.length > 1);
  if (candidates.length < 2) return candidates[0] ?? NONE;
  const shipped = scan.files.map(({ path }) => path).filter((path) => !isTestPath(path));
  const held = candidates.map(({ list }) => {
    const lookup = byFolders(list);
    return shipped.filter((path) => lookup.of(path) !== undefined).length;
  });
  const most = Math.max(...held);
  return candidates.find((_, at) => (held[at] ?? 0) >= most * ENOUGH) ?? NONE;
}

function byWorkspace(scan: ProjectScan): InferredModules {
  const all = scan.packages
    .filter((found) => found.workspace && found.folder !== '')
    .filter(({ folder }) => {
      const start = `${folder}/`;
      return scan.files.some(({ path }) => path.startsWith(start));
    })
    .map(({ name, folder }) => ({ name: name ?? folder, folder }));
  // Examples and test projects are often workspaces too, and no part of what is built.
  const products = all.filter(({ folder }) => isProductPath(`${folder.replace(LAST, 'x')}/x.js`));
  return { layout: 'workspaces', list: products.length > 1 ? products : all };
}

/** The last part of a path with more than one: what it is called says little, where it lies does. */
const LAST = /(?<=\/)[^/]+$/;

function byLayout(
  scan: ProjectScan,
  layout: string,
  counts: (path: string) => boolean = () => true,
): InferredModules {
  const depth = layout.split('/').length;
  const glob = pathGlob(layout);
  const list = new Map<string, ProjectModule>();
  const others = new Set<string>();
  for (const { path } of scan.files) {
    const folder = leadingFolders(path, depth);
    if (folder === undefined || list.has(folder) || others.has(folder) || !counts(path)) continue;
    const name = glob.match(folder)?.['module'];
    if (name === undefined) others.add(folder);
    else list.set(folder, { name, folder });
  }
  return { layout, list: [...list.values()] };
}

/** `libs/<scope>/<module>`: a folder without code of its own stands for those in it that have some. */
function nested(scan: ProjectScan, { layout, list }: InferredModules): InferredModules {
  const paths = groupBy(scan.files, ({ path }) => path.split('/').slice(0, 2).join('/'));
  return {
    layout,
    list: list.flatMap((module) => {
      const below = (paths.get(module.folder) ?? []).map(({ path }) => path.split('/').slice(2));
      const isGroup = below.every(([, second, third]) => second === 'src' && third !== undefined);
      if (!isGroup) return [module];
      return [...new Set(below.flatMap(([first]) => first ?? []))].map((name) => ({
        name: `${module.name}/${name}`,
        folder: `${module.folder}/${name}`,
      }));
    }),
  };
}

/** Folders at the root that serve the code beside them: what builds, describes or tries it. */
const BESIDE_CODE = /^(?:build|types?|typings|integration)\//;

const isCode = (path: string) => isProductPath(path) && !BESIDE_CODE.test(path);

/** The innermost folder that holds nearly all that people wrote to ship, and divides it. */
function folderOfCode({ files }: ProjectScan): string {
  let home = '';
  let inside = files.map(({ path }) => path).filter(isCode);
  for (;;) {
    const start = home === '' ? 0 : home.length + 1;
    const byChild = groupBy(inside, (path) => path.slice(start, path.indexOf('/', start)));
    const [name, most] = [...byChild].reduce<readonly [string, readonly string[]]>(
      (best, one) => (one[1].length > best[1].length ? one : best),
      ['', []],
    );
    const child = home === '' ? name : `${home}/${name}`;
    const divides = most.some((path) => path.indexOf('/', child.length + 1) !== -1);
    if (name === '' || !divides || most.length < inside.length * NEARLY_ALL) return home;
    [home, inside] = [child, [...most]];
  }
}
