import { QUESTIONS } from '#answers/questions.js';
import type { Answers } from '#answers/schema.js';

/** The flags that say the same as these answers: `answersFromFlags` reads them back. */
export function answersToArgs(answers: Answers): readonly string[] {
  const values: Readonly<Record<string, unknown>> = answers;
  const args: string[] = [];
  for (const { id, flag } of QUESTIONS) {
    const value = values[id];
    if (value === undefined) continue;
    args.push(flag, Array.isArray(value) ? value.join(',') : String(value));
  }
  for (const { veto, because } of answers.acceptVetoes ?? []) {
    args.push('--accept-veto', `${veto}=${because}`);
  }
  return args;
}

/** One line that a POSIX shell splits into exactly these words. */
export function shellLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** The same over several lines, broken before flags, so that it can be copied from a narrow terminal. */
export function shellBlock(words: readonly string[], columns: number, indent: number): string {
  const lines: string[] = [];
  for (const chunk of chunks(words.map(quoted))) {
    const last = lines.at(-1);
    const room = columns - indent - CONTINUED.length;
    if (last !== undefined && last.length + 1 + chunk.length <= room) {
      lines[lines.length - 1] = `${last} ${chunk}`;
    } else {
      lines.push(lines.length === 0 ? chunk : `  ${chunk}`);
    }
  }
  return lines.map((line) => ' '.repeat(indent) + line).join(`${CONTINUED}\n`);
}

const CONTINUED = ' \\';

/** Each flag with its value. */
function chunks(words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (last === undefined || word.startsWith('--')) found.push(word);
    else found[found.length - 1] = `${last} ${word}`;
  }
  return found;
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
