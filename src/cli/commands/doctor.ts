import { Command } from 'commander';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** What this machine has, and what the rest would enable. */
export function doctorCommand(shell: Shell, finish: Finish): Command {
  return new Command('doctor')
    .description('say which tools this machine has, and what a missing one would enable')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const { diagnose } = await import('../doctor/diagnose.js');
      finish(await diagnose(options, shell));
    });
}
