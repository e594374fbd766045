import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { questionById } from '#answers/questions.js';
import { parseAnswers, type Answers } from '#answers/schema.js';
import type { Problem } from '#shared/user-error.js';
import { locating } from '../locating.js';
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
  const fromFile = file === undefined ? {} : await answersIn(file, shell);
  const fromFlags = requireOk(answersFromFlags(options));
  const { $schema: _, ...answers } = requireOk(
    flagged(parseAnswers({ ...more, ...yielding(fromFile, fromFlags), ...fromFlags })),
  );
  return answers;
}

/** A feature that the flags decline is not asked for by the file any more, and the other way round. */
function yielding(file: Answers, { features = [], without = [] }: Answers): Answers {
  const rest = (ids: readonly string[] = [], other: readonly string[]) =>
    ids.filter((id) => !other.includes(id));
  return {
    ...file,
    ...(file.features && { features: rest(file.features, without) }),
    ...(file.without && { without: rest(file.without, features) }),
  };
}

/** The file is judged alone first, so that a flag cannot hide what is wrong with it. */
export async function answersIn(
  file: string,
  { cwd, stdin }: Pick<Shell, 'cwd' | 'stdin'>,
): Promise<Answers> {
  const { readAnswers } = await import('#adapters/read-answers.js');
  const open = (path: string) => createReadStream(resolve(cwd, path));
  const name = file === '-' ? 'stdin' : file;
  const raw = await locating(name, () => readAnswers(file, { open, stdin }));
  return requireOk(placed(parseAnswers(raw), (key) => `${name}: ${key}`));
}

/** On a command line a key is known as its flag. */
function flagged(parsed: Parsed): Parsed {
  return placed(parsed, (key) => questionById(key)?.flag ?? key);
}

type Parsed = ReturnType<typeof parseAnswers>;

function placed(parsed: Parsed, nameOf: (key: string) => string): Parsed {
  if (parsed.ok) return parsed;
  const at = ({ where, ...problem }: Problem): Problem =>
    where === undefined ? problem : { ...problem, where: nameOf(where) };
  return { ok: false, problems: parsed.problems.map(at) };
}
