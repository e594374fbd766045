import { Command } from 'commander';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** How far the engine agrees with architecture decisions that were made and published. */
export function backtestCommand(shell: Shell, finish: Finish): Command {
  return new Command('backtest')
    .description('compare the engine with published decisions; agreement is necessary, not proof')
    .option('--cases <file>', 'cases as JSON, instead of those that ship with this version')
    .option('--json', 'print JSON, with each case')
    .action(async (options: Options) => {
      const { backtestAndPrint } = await import('../backtest/backtest-and-print.js');
      finish(await backtestAndPrint(options, shell));
    });
}
