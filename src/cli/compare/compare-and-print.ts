import { basename, extname } from 'node:path';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { differenceOf, type Difference, type Side } from '#report/difference.js';
import { differenceText } from '#report/difference-text.js';
import { decideFor } from '../decide/decide-for.js';
import { answersIn } from '../flags/given-answers.js';
import type { Options } from '../flags/read-flags.js';
import { styleFor } from '../print/style.js';
import type { Shell } from '../shell.js';

/** Decides for two answers files and prints what differs. */
export async function compareAndPrint(
  files: readonly [string, string],
  options: Options,
  shell: Shell,
): Promise<number> {
  const [one, other] = [await answersIn(files[0], shell), await answersIn(files[1], shell)];
  const difference = differenceOf(
    sideOf(shortName(files[0]), one),
    sideOf(shortName(files[1]), other),
  );
  printDifference(difference, options['json'] === true, shell);
  return 0;
}

function shortName(file: string): string {
  return basename(file, extname(file));
}

export function sideOf(name: string, answers: Answers): Side {
  const complete = completeAnswers(answers);
  return { name, complete, decision: decideFor(complete) };
}

export function printDifference(difference: Difference, json: boolean, shell: Shell): void {
  const style = styleFor(shell);
  const options = { width: shell.columns, unicode: shell.unicode, style };
  shell.out(
    json ? `${JSON.stringify(difference, null, 2)}\n` : differenceText(difference, options),
  );
}
