/** A named or a default import. */
export interface Import {
  readonly name: string;
  /** The local name, where it differs. */
  readonly as?: string;
  readonly from: string;
  readonly isDefault?: true;
}

const LONGEST_LINE = 100;

/** One line per import, in the given order. */
export function importLines(imports: readonly Import[]): string {
  return imports
    .map(({ name, as, from, isDefault }) => {
      const local = as === undefined ? name : `${name} as ${as}`;
      return `import ${isDefault ? local : `{ ${local} }`} from ${quoted(from)};`;
    })
    .join('\n');
}

/** A string literal; names and paths need no escapes. */
export function quoted(text: string): string {
  return `'${text}'`;
}

/** An array literal below a key, on one line where it fits. */
export function list(items: readonly string[]): string {
  return wrapped('[', items, ']');
}

/** An object literal whose fields stand on their own lines. */
export function object(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([key, value]) => `  ${key}: ${value},`);
  return `{\n${lines.join('\n')}\n}`;
}

/** An object literal below a key, on one line where it fits. */
export function record(entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return '{}';
  return wrapped(
    '{ ',
    entries.map(([key, value]) => `${quoted(key)}: ${quoted(value)}`),
    ' }',
  );
}

function wrapped(open: string, items: readonly string[], close: string): string {
  const line = `${open}${items.join(', ')}${close}`;
  if (line.length + '  libraries: ,'.length <= LONGEST_LINE) return line;
  return `${open.trim()}\n${items.map((item) => `    ${item},`).join('\n')}\n  ${close.trim()}`;
}
