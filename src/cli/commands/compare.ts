import { Command } from 'commander';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** Two answers files side by side: what differs, and what that changes. */
export function compareCommand(shell: Shell, finish: Finish): Command {
  return new Command('compare')
    .description('decide for two answers files and print what differs')
    .argument('<file>', 'answers as JSON or YAML')
    .argument('<other>', 'answers to compare them with')
    .option('--json', 'print the differences as JSON')
    .action(async (file: string, other: string, options: Options) => {
      const { compareAndPrint } = await import('../compare/compare-and-print.js');
      finish(await compareAndPrint([file, other], options, shell));
    });
}
