import type { Module } from '#architecture/schema.js';
import type { Problem } from '#shared/user-error.js';
import { SPECIMEN } from './copy.js';
import { renamer } from './rename.js';

/**
 * Comments, strings, properties (`.name`) and keys (`name:` after `{`, `,` or at the start of a line) are
 * matched first, so that what is left are names of variables, functions and types.
 */
const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\.[A-Za-z_$][\w$]*|(?:[{,]|^)\s*[A-Za-z_$][\w$]*\??:|[A-Za-z_$][\w$]*/gm;

/**
 * Modules whose words already mean something in the code they would be written from. Only names count,
 * not scopes: refusing one word too many is better than a repo that does not compile.
 */
export function wordClashes(
  modules: readonly Module[],
  files: ReadonlyMap<string, string>,
): Problem[] {
  const written = modules.filter(
    ({ name, template }) => template === SPECIMEN && name !== SPECIMEN,
  );
  if (written.length === 0) return [];
  const names = namesIn(files);
  return written.flatMap(({ name, singular }) => {
    const rename = renamer({ singular, plural: name });
    const clash = [...names].find((one) => rename(one) !== one && names.has(rename(one)));
    return clash === undefined ? [] : [taken(name, singular, rename(clash))];
  });
}

function namesIn(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [path, text] of files) {
    if (!path.startsWith(`modules/${SPECIMEN}/files/`) || !path.endsWith('.ts')) continue;
    for (const [token] of text.matchAll(TOKEN)) if (/^[\w$]/.test(token)) names.add(token);
  }
  return names;
}

function taken(name: string, singular: string, word: string): Problem {
  return {
    code: 'MODULE_WORD_TAKEN',
    message: `The module ${name} cannot be written: ${word} already has a meaning in its code.`,
    hint: `Name it with two words, such as my-${singular}:my-${name}.`,
  };
}
