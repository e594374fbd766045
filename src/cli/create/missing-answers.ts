import { QUESTIONS } from '#answers/questions.js';
import type { Answers } from '#answers/schema.js';
import { UserError } from '#shared/user-error.js';
import { invocation } from '../invocation.js';
import type { Shell } from '../shell.js';
import { answersToArgs, shellLine } from '../flags/command-line.js';

/** Quick questions that nobody answered; "don't know" is an answer. */
export function missingFlags(given: Readonly<Record<string, unknown>>): readonly string[] {
  return QUESTIONS.filter(({ id, quick }) => quick && given[id] === undefined).map(
    ({ flag }) => flag,
  );
}

/** Nobody can be asked: says what to type instead. */
export function missingAnswers(
  dir: string | undefined,
  answers: Answers,
  { env }: Pick<Shell, 'env'>,
): UserError {
  const { project, ...rest } = answers;
  const words = [...invocation(env), dir ?? project ?? 'shop', ...answersToArgs(rest), '--yes'];
  return new UserError({
    code: 'MISSING_ANSWERS',
    message: `There is no terminal to ask on, and these are not answered: ${missingFlags(answers).join(', ')}`,
    hint:
      `Give them, or take the defaults for them: ${shellLine(words)}; ` +
      'or pass --answers file.json (its schema: create-backend schema answers)',
    where: missingFlags(answers).join(', '),
  });
}
