import { code, table } from './table.js';

/** A source file, by its path below src. */
export type Sources = ReadonlyMap<string, string>;

const CODE = String.raw`'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'`;
const LITERAL = String.raw`(?:'((?:[^'\\]|\\.)*)'|\`((?:[^\`\\]|\\.)*)\`)`;

/** How the code of a problem is written: as a field, as the first of several arguments, in a table. */
const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`\bcode: ${CODE}`, 'g'),
  new RegExp(String.raw`\w\(\s*${CODE},`, 'g'),
  new RegExp(String.raw`\? ${CODE}`, 'g'),
  new RegExp(String.raw`['\w)]\s+: ${CODE}`, 'g'),
  new RegExp(String.raw`(?:'commander\.\w+'|file|package|builtin): ${CODE}`, 'g'),
];

/** Said, but no problem of the user: the note of an added module, and what precedes a stack. */
const NOTES = new Set(['MODULE_ADDED', 'REMARK', 'BUG']);

/** Every code that a problem or a finding can have, with its message where that is written beside it. */
export function errorCodes(
  sources: Sources,
): ReadonlyMap<string, { folders: Set<string>; message: string }> {
  const found = new Map<string, { folders: Set<string>; message: string }>();
  for (const [path, text] of sources) {
    for (const match of FORMS.flatMap((form) => [...text.matchAll(form)])) {
      const id = match.slice(1).find((group) => group !== undefined) ?? '';
      if (NOTES.has(id)) continue;
      const known = found.get(id) ?? { folders: new Set<string>(), message: '' };
      known.folders.add(path.split('/')[0] ?? '');
      known.message ||= messageAfter(text.slice(match.index + match[0].length));
      found.set(id, known);
    }
  }
  return found;
}

/** The literal that follows as the message; gaps are shown as an ellipsis. */
function messageAfter(text: string): string {
  const next = new RegExp(String.raw`^,?\s*(?:message:\s*)?${LITERAL}`).exec(text);
  const literal = next?.[1] ?? next?.[2] ?? '';
  const shown = literal.replaceAll(/\$\{[^}]*\}/g, '…').replaceAll('\\', '');
  return shown.includes(' ') && !shown.includes('${') && /[a-z]{2}/.test(shown) ? shown : '';
}

export function errorsText(sources: Sources): string {
  const rows = [...errorCodes(sources)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { folders, message }]) => [code(id), [...folders].sort().join(', '), message]);
  return [
    '## Codes of problems and findings',
    INTRODUCTION,
    table(['code', 'from', 'says'], rows),
  ].join('\n\n');
}

const INTRODUCTION = `A problem is one line, \`CODE: what and where. What to do.\`, on standard error; with \`--json\` it is
\`{ "error": { code, message, hint, problems } }\` on standard output. *from* is the folder below \`src\` that raises it.
A stack is never shown, except for a bug: then please report it.`;
