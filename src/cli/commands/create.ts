import type { Command } from 'commander';
import { editDistance } from '#shared/nearest.js';
import { UserError } from '#shared/user-error.js';
import { addAnswerFlags } from '../flags/answer-flags.js';
import { addCreateFlags } from '../flags/create-flags.js';
import type { Options } from '../flags/read-flags.js';
import type { Finish } from '../finish.js';
import type { Shell } from '../shell.js';

/** The default command: from answers to a repo that is installed and verified. */
export function addCreate(program: Command, shell: Shell, finish: Finish): void {
  program.argument('[dir]', 'directory to create, also the project name; below this directory');
  addCreateFlags(program);
  addAnswerFlags(program);
  program.action(async (dir: string | undefined, options: Options) => {
    if (dir !== undefined) refuseMistypedCommand(dir, program);
    const { create } = await import('../create/create.js');
    finish(await create(dir, options, shell));
  });
}

/** `create-backend docter`, one slip away, is more likely a command than a project of that name. */
function refuseMistypedCommand(dir: string, program: Command): void {
  const commands = program.commands.map((command) => command.name());
  const meant = commands.find((command) => editDistance(dir, command) === 1);
  if (meant === undefined) return;
  throw new UserError({
    code: 'UNKNOWN_COMMAND',
    message: `There is no command ${JSON.stringify(dir)}`,
    hint: `Did you mean "create-backend ${meant}"? For a project of that name, write ./${dir}`,
  });
}
