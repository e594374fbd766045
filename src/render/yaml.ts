const STEP = '  ';

/** The one place where render writes YAML: plain style, no aliases, no folded lines. Takes what JSON can say. */
export function toYaml(value: unknown, heading = ''): string {
  const comment = heading === '' ? '' : `${heading.replace(/^/gm, '# ')}\n`;
  return `${comment}${node(value, '')}\n`;
}

/** Several documents in one file, as kubectl reads them. */
export function toYamlDocuments(values: readonly unknown[]): string {
  return values.map((value) => toYaml(value)).join('---\n');
}

/** A value whose first line is indented already. */
function node(value: unknown, indent: string): string {
  if (typeof value === 'string') return text(value, indent);
  if (!isFilled(value)) return JSON.stringify(value);
  const lines = Array.isArray(value)
    ? value.map((item) => `- ${node(item, indent + STEP)}`)
    : Object.entries(value).flatMap(([key, inner]) => entry(key, inner, indent));
  return lines.join(`\n${indent}`);
}

function entry(key: string, value: unknown, indent: string): string[] {
  if (value === undefined) return [];
  const below = indent + STEP;
  return [`${word(key)}:${isFilled(value) ? `\n${below}` : ' '}${node(value, below)}`];
}

function isFilled(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Blanks at its beginning or end would have to be described to the reader of a block. */
const BLOCK = /^\S.*\n.*\S\n?$/s;

/** Characters that only quotes can hold. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|\p{Cs}/u;

/** Lines stay lines; a single one is a word. */
function text(value: string, indent: string): string {
  if (indent === '' || !BLOCK.test(value) || UNPRINTABLE.test(value)) return word(value);
  const lines = value.replace(/\n$/, '').replace(/\n+/g, `$&${indent}`);
  return `|${value.endsWith('\n') ? '' : '-'}\n${indent}${lines}`;
}

/** What means something at this place. */
const SIGNS = /^[\s,[\]{}#&*!|>'"%@`]|^[?-](?:\s|$)|^(?:---|\.\.\.)|:(?:\s|$)|\s#|\s$|\n/;

/** What would be read as nothing, as true or false, or as a number. */
const NO_TEXT =
  /^(?:~|null|true|false|0o[0-7]+|0x[\da-f]+|[-+]?\.(?:inf|nan)|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?)?$/i;

function word(value: string): string {
  const isUnprintable = UNPRINTABLE.test(value) || value.includes('\n');
  if (!isUnprintable && !SIGNS.test(value) && !NO_TEXT.test(value)) return value;
  const isQuoting = value.includes('"') && !value.includes("'") && !isUnprintable;
  return isQuoting ? `'${value}'` : JSON.stringify(value);
}
