import type { CommanderError } from 'commander';
import type { Problem } from '#shared/user-error.js';

const CODES: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'UNKNOWN_OPTION',
  'commander.unknownCommand': 'UNKNOWN_COMMAND',
  'commander.excessArguments': 'TOO_MANY_ARGUMENTS',
  'commander.missingArgument': 'MISSING_ARGUMENT',
  'commander.optionMissingArgument': 'MISSING_VALUE',
  'commander.invalidArgument': 'INVALID_VALUE',
  'commander.conflictingOption': 'CONFLICTING_OPTIONS',
};

/** What the parser of the command line objects to, in our form. */
export function commanderProblem(error: CommanderError): Problem {
  const [what = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  // As commander quotes it: an option, perhaps with its value, or an argument.
  const where = /'([^' ]+)/.exec(what)?.[1];
  const nearest = /\((Did you mean .*\?)\)/.exec(suggestion)?.[1];
  return {
    code: CODES[error.code] ?? 'BAD_COMMAND_LINE',
    message: what.charAt(0).toUpperCase() + what.slice(1),
    hint: nearest ?? 'Run create-backend --help for what is accepted',
    ...(where === undefined ? {} : { where }),
  };
}
