import type { Command } from 'commander';
import { editDistance } from '#shared/nearest.js';
import { UserError } from '#shared/user-error.js';

/** Words that people type for an option. */
const OPTIONS = ['help', 'version'];
/** Commands with more letters than this are mistyped in two places, too. */
const SHORT = 6;

/** `create-backend docter` is more likely a command than a project of that name. */
export function refuseMistypedCommand(word: string, program: Command): void {
  const commands = program.commands.map((command) => command.name());
  const option = OPTIONS.find((name) => name === word);
  const meant = commands.find((command) => isSlipOf(word, command));
  if (option === undefined && meant === undefined) return;
  const instead = option === undefined ? meant : `--${option}`;
  throw new UserError({
    code: 'UNKNOWN_COMMAND',
    message: `There is no command ${JSON.stringify(word)}`,
    hint: `Did you mean "${program.name()} ${instead}"? For a project of that name, write ./${word}`,
    where: word,
  });
}

function isSlipOf(word: string, command: string): boolean {
  // `--plain` and `./plain` are two letters away from `explain`.
  if (word === command || /^-|[/\\]/.test(word)) return false;
  const slips = editDistance(word.toLowerCase(), command);
  return slips <= 1 || (slips === 2 && command.length > SHORT);
}
