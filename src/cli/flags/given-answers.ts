import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { readAnswers } from '#adapters/read-answers.js';
import { parseAnswers, type Answers } from '#answers/schema.js';
import { requireOk } from '../require-ok.js';
import type { Shell } from '../shell.js';
import { answersFromFlags, textOption, type Options } from './read-flags.js';

/** What was said on the command line and in the answers file, flags first; valid as far as it goes. */
export async function givenAnswers(
  options: Options,
  shell: Pick<Shell, 'cwd' | 'stdin'>,
  more: Answers = {},
): Promise<Answers> {
  const file = textOption(options, 'answers');
  const fromFile = file === undefined ? {} : await readFrom(file, shell);
  const fromFlags = requireOk(answersFromFlags(options));
  const { $schema: _, ...answers } = requireOk(
    parseAnswers({ ...more, ...fromFile, ...fromFlags }),
  );
  return answers;
}

/** The file is judged alone first, so that a flag cannot hide what is wrong with it. */
async function readFrom(
  file: string,
  { cwd, stdin }: Pick<Shell, 'cwd' | 'stdin'>,
): Promise<Answers> {
  const open = (path: string) => createReadStream(resolve(cwd, path));
  return requireOk(parseAnswers(await readAnswers(file, { open, stdin })));
}
