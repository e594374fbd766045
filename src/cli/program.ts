import { Command } from 'commander';
import { backtestCommand } from './commands/backtest.js';
import { compareCommand } from './commands/compare.js';
import { addCreate } from './commands/create.js';
import { decideCommand } from './commands/decide.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { schemaCommand } from './commands/schema.js';
import type { Finish } from './finish.js';
import type { Shell } from './shell.js';
import { VERSION } from './version.js';

/** The whole command line. Imports only what `--help` needs; commands load the rest when they run. */
export function createProgram(shell: Shell, finish: Finish): Command {
  const program = new Command('create-backend')
    .description('Decide on a backend architecture with cited reasons, and generate a repo for it.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
    .enablePositionalOptions();
  addCreate(program, shell, finish);
  const commands = [
    decideCommand,
    compareCommand,
    explainCommand,
    backtestCommand,
    schemaCommand,
    doctorCommand,
  ];
  for (const make of commands) program.addCommand(make(shell, finish));
  for (const command of [program, ...program.commands]) inherit(command, shell);
  return program;
}

const EXAMPLES = `
Examples:
  create-backend                        ask, recommend, generate
  create-backend shop --yes             ask nothing, use defaults
  create-backend shop --answers a.yaml  the same repo from a file, each time
  create-backend decide --engineers 40 --teams 6
`;

/** Commander does not pass these on to commands that were made elsewhere. */
function inherit(command: Command, shell: Shell): void {
  command
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({
      writeOut: (text) => shell.out(text.endsWith('\n') ? text : `${text}\n`),
      writeErr: () => undefined,
      getOutHelpWidth: () => shell.columns,
      getOutHasColors: () => shell.color,
    });
}
