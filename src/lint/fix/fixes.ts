import type { Finding } from '../finding.js';
import { pathGlob } from '#shared/path-glob.js';
import type { Import } from '../project-model.js';
import { closedCircles } from './circles.js';
import type { FixContext } from './context.js';
import { originOf } from './exports.js';
import { replaceSpecifier, specifierFor } from './specifiers.js';
import { offsetOf, withoutOverlaps, type TextEdit } from './text-edits.js';

/** One safe change to one file. */
export interface Fix extends TextEdit {
  readonly file: string;
  /** What it does, in a few words. */
  readonly what: string;
  /** An import and what becomes of it, where that is what changes. */
  readonly moved?: { readonly from: Import; readonly to: Import };
}

/** By the code of a finding; what is not here has no safe fix. */
const FIXERS: Readonly<Record<string, (finding: Finding, context: FixContext) => Fix[]>> = {
  NOT_PUBLIC: throughPublicFile,
  CYCLE: typesAsTypes,
  SUPPRESSION_UNUSED: withoutComment,
};

/** The safe fixes of findings: none of them changes what runs, or closes a circle that was not there. */
export function fixesFor(findings: readonly Finding[], context: FixContext): Fix[] {
  const all = findings.flatMap((finding) => FIXERS[finding.code]?.(finding, context) ?? []);
  const byFile = new Map<string, Fix[]>();
  for (const fix of withoutCircles(all, context)) {
    byFile.set(fix.file, [...(byFile.get(fix.file) ?? []), fix]);
  }
  return [...byFile.values()].flatMap(withoutOverlaps);
}

/** Leaves out imports that would close a circle, until none does. */
export function withoutCircles<One extends Pick<Fix, 'moved'>>(
  fixes: readonly One[],
  { project }: Pick<FixContext, 'project'>,
  more: readonly Import[] = [],
  files: FixContext['project']['files'] = project.files,
): One[] {
  const moved = new Map(fixes.flatMap((fix) => (fix.moved ? [[fix.moved.from, fix]] : [])));
  for (;;) {
    const imports = project.imports.map((found) => moved.get(found)?.moved?.to ?? found);
    const circles = closedCircles(project, [...imports, ...more], files);
    const guilty = [...moved].filter(([{ from }]) => circles.has(from));
    if (guilty.length === 0) break;
    for (const [found] of guilty) moved.delete(found);
  }
  return fixes.filter(({ moved: one }) => one === undefined || moved.has(one.from));
}

/** A deep import goes through a public file that exports the same things by the same names. */
function throughPublicFile({ args, ...place }: Finding, context: FixContext): Fix[] {
  const found = importAt(place, context);
  const open = Array.isArray(args['public']) ? args['public'].map(String) : [];
  const globs = open.map(pathGlob);
  const doors = context.project.files
    .map(({ path }) => path)
    .filter((path) => globs.some((glob) => glob.match(path) !== undefined));
  if (found === undefined) return [];
  for (const door of doors) {
    const fix = through(found, door, context);
    if (fix !== undefined) return [fix];
  }
  return [];
}

/** The fix that leads an import to another file, where that means the same. */
export function through(found: Import, door: string, context: FixContext): Fix | undefined {
  const { from, names, target, kind } = found;
  const text = context.textOf(from);
  if (text === undefined || target.kind !== 'file' || !hasPlainNames(found)) return undefined;
  const same = names.every((name) => {
    const [there, here] = [originOf(context, target.path, name), originOf(context, door, name)];
    return there !== undefined && there.file === here?.file && there.name === here.name;
  });
  const specifier = same ? specifierFor(context, found, door) : undefined;
  const edit = specifier === undefined ? undefined : replaceSpecifier(text, found, specifier);
  if (specifier === undefined || edit === undefined) return undefined;
  const to: Import = { ...found, specifier, kind, target: { kind: 'file', path: door } };
  return {
    ...edit,
    file: from,
    what: `imports ${names.join(', ')} from ${door}`,
    moved: { from: found, to },
  };
}

/** Statements that take things by name; the whole, the default or the effect of a file is another matter. */
export function hasPlainNames({ kind, names }: Import): boolean {
  const byName = kind === 'value' || kind === 'type' || kind === 're-export';
  return byName && names.length > 0 && !names.includes('*') && !names.includes('default');
}

/** In a circle, imports of nothing but types say so: then they are no part of it at run time. */
function typesAsTypes({ args }: Finding, context: FixContext): Fix[] {
  const members = new Set(Array.isArray(args['members']) ? args['members'].map(String) : []);
  const isMember = (path: string) =>
    members.has(path) || [...members].some((folder) => path.startsWith(`${folder}/`));
  return context.project.imports.flatMap((found): Fix[] => {
    const { from, kind, names, target } = found;
    if (kind !== 'value' || target.kind !== 'file' || !/\.[cm]?tsx?$/.test(from)) return [];
    if (!hasPlainNames(found) || !isMember(from) || !isMember(target.path)) return [];
    if (!names.every((name) => originOf(context, target.path, name)?.kind === 'type')) return [];
    const text = context.textOf(from) ?? '';
    const at = offsetOf(text, found.line, found.column);
    // Within braces `type` may be said once only.
    if (!/^import\s*\{(?![^}]*\btype\s)/.test(text.slice(at, at + 2_000))) return [];
    const edit = { start: at + 'import'.length, end: at + 'import'.length, insert: ' type' };
    const what = `imports ${names.join(', ')} as types`;
    return [{ ...edit, file: from, what, moved: { from: found, to: { ...found, kind: 'type' } } }];
  });
}

const ALONE =
  /^[ \t]*(?:\/\/\s*(arch-lint-.*?)|\/\*+\s*(arch-lint-.*?)\s*\*\/|\{\/\*\s*(arch-lint-.*?)\s*\*\/\})\s*$/;
const BEHIND = /[ \t]*\/\/\s*(arch-lint-ignore.*?)\s*$/;

/** A comment that hides nothing goes; what else stands on its line stays. */
function withoutComment({ file, line, args }: Finding, { textOf }: FixContext): Fix[] {
  const text = textOf(file);
  if (text === undefined) return [];
  const start = offsetOf(text, line, 1);
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd + 1;
  const written = text.slice(start, end);
  const what = 'removes a comment that hides nothing';
  if (ALONE.exec(written)?.slice(1).includes(String(args['text']))) {
    return [{ file, start, end, insert: '', what }];
  }
  const behind = BEHIND.exec(written);
  if (behind?.[1] !== args['text']) return [];
  const from = start + (behind?.index ?? 0);
  return [
    {
      file,
      start: from,
      end: from + written.slice(behind?.index).trimEnd().length,
      insert: '',
      what,
    },
  ];
}

function importAt(
  { file, line, column }: Pick<Finding, 'file' | 'line' | 'column'>,
  { project }: FixContext,
): Import | undefined {
  return project.imports.find(
    (found) => found.from === file && found.line === line && found.column === column,
  );
}
