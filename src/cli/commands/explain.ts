import { Command } from 'commander';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** What stands behind a number of the decision, or behind a generated file. */
export function explainCommand(shell: Shell, finish: Finish): Command {
  return new Command('explain')
    .description('print the evidence behind an id, or where a generated file comes from')
    .argument('<id|path>', 'criterion, veto, evidence id, or a path in a generated repo')
    .option('--json', 'print JSON')
    .action(async (subject: string, options: Options) => {
      const { explainAndPrint } = await import('../explain/explain-and-print.js');
      finish(await explainAndPrint(subject, options, shell));
    });
}
