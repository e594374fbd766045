import type { ReadFrom } from '#decision/schema.js';
import { wrapped } from '../print/wrap.js';
import type { Shell } from '../shell.js';
import { textOption, type Options } from './read-flags.js';

/** The flag that reads answers from a repository, for every command that takes answers. */
export const FROM_FLAG = [
  '--from <folder>',
  'read from a repository what runs today, its modules and who commits; answers win over it',
] as const;

/** What was answered, and what a repository says of the rest; what it says is told on stderr. */
export async function withRepository<Given extends object>(
  given: Given,
  options: Options,
  shell: Shell,
): Promise<{ readonly answers: Given; readonly readFrom?: ReadFrom }> {
  const folder = textOption(options, 'from');
  if (folder === undefined) return { answers: given };
  const { fillIn, readRepository, readLines } = await import('../decide/read-repository.js');
  const read = await readRepository(folder, shell);
  const { answers, used } = fillIn(given, read);
  for (const line of readLines(folder, read, used)) {
    const lines = shell.interactive ? wrapped(line, shell.columns - 2) : [line];
    shell.err(`${lines.join('\n  ')}\n`);
  }
  const told = read.map((one) => ({ ...one, used: used.includes(one) }));
  return { answers, readFrom: { folder, answers: told } };
}
