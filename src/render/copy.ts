import type { Blueprint, Module } from '#architecture/schema.js';
import type { Problem } from '#shared/user-error.js';
import { deployedIn } from './glue/deploy.js';
import { engineOf, outputPath, PROSE } from './output-path.js';
import { broken } from './problems.js';
import { renamer, straySpellings } from './rename.js';
import type { Owner } from './rendered-file.js';

/** A file before its path is checked: what copying, merging and glue hand over. */
export interface Draft {
  readonly path: string;
  readonly content: string;
  readonly owner: Owner;
  readonly template: string;
  readonly from: string;
}

/** The name of the template that is written in the words of other modules. */
export const SPECIMEN = 'sample-items';

/** One folder below `templates/` that a blueprint takes files from. */
interface Source {
  readonly folder: string;
  readonly from: string;
  readonly owner: Owner;
  readonly module: Module | null;
}

/** What templates give to a blueprint: files as they are, and prose still to be filled in. */
export interface Copied {
  readonly drafts: readonly Draft[];
  readonly prose: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** Copies the files of base, pattern, features and modules; only the specimen's words change. */
export function copyTemplates(blueprint: Blueprint, files: ReadonlyMap<string, string>): Copied {
  const byFolder = groupByFolder(files);
  const isDeployed = deployedIn(blueprint);
  const drafts: Draft[] = [];
  const prose: Draft[] = [];
  const problems: Problem[] = [];
  for (const source of sourcesOf(blueprint)) {
    const found = byFolder.get(source.folder) ?? [];
    const given = found
      .flatMap(([path, text]) => draft(source, path, text))
      .filter(({ path }) => isDeployed(path));
    if (source.module && given.length === 0) {
      problems.push(broken('TEMPLATE_MISSING', `templates/${source.folder}/files has no files.`));
    }
    for (const one of given) (one.template.endsWith(PROSE) ? prose : drafts).push(one);
    if (isSpecimen(source)) problems.push(...strays(found, source.folder));
  }
  return { drafts, prose, problems };
}

function sourcesOf({ pattern, features, modules }: Blueprint): Source[] {
  const shared = (folder: string, from: string): Source => ({
    folder,
    from,
    owner: 'managed',
    module: null,
  });
  return [
    shared('base', 'base'),
    shared(`patterns/${pattern}`, `pattern:${pattern}`),
    ...features.map((id) => shared(`features/${id}`, `feature:${id}`)),
    ...modules.map((module): Source => ({
      folder: `modules/${module.template}`,
      from: `module:${module.name}`,
      owner: 'yours',
      module,
    })),
  ];
}

const BELOW_FILES = /^(base|(?:patterns|features|modules)\/[^/]+)\/files\/(.+)$/;

function groupByFolder(files: ReadonlyMap<string, string>): Map<string, [string, string][]> {
  const groups = new Map<string, [string, string][]>();
  for (const [path, text] of files) {
    const [, folder, below] = BELOW_FILES.exec(path) ?? [];
    if (folder === undefined || below === undefined) continue;
    const group = groups.get(folder) ?? [];
    group.push([below, text]);
    groups.set(folder, group);
  }
  return groups;
}

function draft(source: Source, path: string, text: string): Draft[] {
  const { module, folder, from, owner } = source;
  const engine = engineOf(path);
  if (module && engine !== null && engine !== module.engine) return [];
  const rename = isSpecimen(source) && module ? renamerOf(module) : unchanged;
  const template = `${folder}/files/${path}`;
  return [{ path: rename(outputPath(path)), content: rename(text), owner, template, from }];
}

function isSpecimen({ module }: Source): boolean {
  return module?.template === SPECIMEN && module.name !== SPECIMEN;
}

function renamerOf({ name, singular }: Module): (text: string) => string {
  return renamer({ singular, plural: name });
}

function unchanged(text: string): string {
  return text;
}

function strays(found: readonly (readonly [string, string])[], folder: string): Problem[] {
  return found.flatMap(([path, text]) =>
    straySpellings(`${path}\n${text}`).map((word) =>
      broken('SPECIMEN_SPELLING', `templates/${folder}/files/${path} spells the specimen ${word}.`),
    ),
  );
}
