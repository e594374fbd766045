import type { FixContext } from './context.js';
import { offsetOf } from './text-edits.js';

/** Where a name that a file exports is declared, and whether it exists at run time. */
export interface Origin {
  readonly file: string;
  readonly name: string;
  readonly kind: 'value' | 'type';
}

const DECLARATION =
  /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(interface|type|class|function\*?|const|let|var|enum|namespace)\s+([\w$]+)/gm;
const LOCAL_LIST = /^export\s+(type\s+)?\{([^}]*)\}(?!\s*from\b)/gm;
const RE_EXPORT = /^export\s+(?:type\s+)?(?:\*(?:\s*as\s+([\w$]+))?|\{([^}]*)\})\s*from\b/;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Follows re-exports to the declaration of a name; undefined where that is not certain. */
export function originOf(
  context: FixContext,
  file: string,
  name: string,
  open: ReadonlySet<string> = new Set(),
): Origin | undefined {
  const text = context.textOf(file);
  if (text === undefined || open.has(`${file} ${name}`)) return undefined;
  const kind = declared(text).get(name);
  if (kind !== undefined) return { file, name, kind };
  const inside = new Set([...open, `${file} ${name}`]);
  const found = reExports(context, file, text).flatMap(({ target, as }) => {
    const original = as === 'all' ? name : as.get(name);
    return original === undefined ? [] : (originOf(context, target, original, inside) ?? []);
  });
  const [first] = found;
  const sure = found.every((one) => one.file === first?.file && one.name === first.name);
  return sure ? first : undefined;
}

/** Names that a file declares and exports itself; a name that is both a type and a value counts as a value. */
function declared(text: string): ReadonlyMap<string, Origin['kind']> {
  const names = new Map<string, Origin['kind']>();
  for (const [, word = '', name = ''] of text.matchAll(DECLARATION)) {
    const kind = word === 'interface' || word === 'type' ? 'type' : 'value';
    if (names.get(name) !== 'value') names.set(name, kind);
  }
  for (const [, erased, list = ''] of text.matchAll(LOCAL_LIST)) {
    for (const { name, type } of listed(list)) {
      names.set(name, erased !== undefined || type ? 'type' : 'value');
    }
  }
  return names;
}

interface ReExport {
  readonly target: string;
  /** Exported name → name in the target. */
  readonly as: 'all' | ReadonlyMap<string, string>;
}

function reExports({ project }: FixContext, file: string, text: string): ReExport[] {
  return project.imports.flatMap((found): ReExport[] => {
    const { from, kind, line, column, target } = found;
    if (from !== file || (kind !== 're-export' && kind !== 'type')) return [];
    if (target.kind !== 'file') return [];
    const [whole, space, list] = RE_EXPORT.exec(text.slice(offsetOf(text, line, column))) ?? [];
    if (whole === undefined || space !== undefined) return [];
    const as =
      list === undefined
        ? 'all'
        : new Map(listed(list).map(({ name, original }) => [name, original]));
    return [{ target: target.path, as }];
  });
}

/** `a, type B, c as d` */
function listed(list: string): { name: string; original: string; type: boolean }[] {
  return list
    .replace(COMMENT, '')
    .split(',')
    .flatMap((entry) => {
      const words = entry.trim().split(/\s+/).filter(Boolean);
      const type = words[0] === 'type' && words.length !== 1 && words[1] !== 'as';
      const [original, as, name = original] = type ? words.slice(1) : words;
      if (original === undefined || name === undefined) return [];
      return as === undefined || as === 'as' ? [{ name, original, type }] : [];
    });
}
