import { Command } from 'commander';
import { addAnswerFlags } from '../flags/answer-flags.js';
import { FROM_FLAG } from '../flags/from-repository.js';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** The decision alone: nothing is written, nothing is asked. */
export function decideCommand(shell: Shell, finish: Finish): Command {
  const command = new Command('decide')
    .description('print the decision for the given answers; writes nothing')
    .option('--json', 'print the decision as JSON')
    .option('--html [file]', 'write the decision as one page for any browser (- or none: print it)')
    .option(
      '--what-if <changes>',
      'print what other answers would change: engineers=40,peakRps=2000',
    )
    .option(...FROM_FLAG)
    .option('--adr', 'print the decision as an architecture decision record (MADR)')
    .action(async (options: Options) => {
      const { decideAndPrint } = await import('../decide/decide-and-print.js');
      finish(await decideAndPrint(options, shell));
    });
  return addAnswerFlags(command);
}
