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

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
