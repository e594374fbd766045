import type { Command } from 'commander';
import { addAnswerFlags } from '../flags/answer-flags.js';
import { addCreateFlags } from '../flags/create-flags.js';
import { FROM_FLAG } from '../flags/from-repository.js';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import { refuseMistypedCommand } from '../mistyped-command.js';
import type { Shell } from '../shell.js';

/** The default command: from answers to a repo that is installed and verified. */
export function addCreate(program: Command, shell: Shell, finish: Finish): void {
  program.argument('[dir]', 'directory to create, also the project name; below this directory');
  addCreateFlags(program);
  program.option(...FROM_FLAG);
  addAnswerFlags(program);
  program.action(async (dir: string | undefined, options: Options) => {
    if (dir !== undefined) refuseMistypedCommand(dir, program);
    const { create } = await import('../create/create.js');
    finish(await create(dir, options, shell));
  });
}
