import { settle } from '../create/settle.js';
import { givenAnswers } from '../flags/given-answers.js';
import type { Options } from '../flags/read-flags.js';
import type { Shell } from '../shell.js';
import { decisionRecord, decisionScreen } from './tell.js';

/** Decides on what was given; the rest is assumed, and the assumptions are part of the decision. */
export async function decideAndPrint(options: Options, shell: Shell): Promise<number> {
  const settled = settle({ answers: await givenAnswers(options, shell) });
  if (options['json'] === true) shell.out(`${JSON.stringify(settled.decision, null, 2)}\n`);
  else if (options['adr'] === true) shell.out(decisionRecord(settled));
  else shell.out(decisionScreen(settled, shell));
  return 0;
}
