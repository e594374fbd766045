import { CommanderError, type Command } from 'commander';
import { refuseOldNode } from '#adapters/node-runtime.js';
import { commanderProblem } from './commander-problem.js';
import { Interrupted } from './interrupted.js';
import { refuseMistypedCommand } from './mistyped-command.js';
import { bugText, problemLines, problemsJson, problemsOf } from './print/print-problems.js';
import { processShell } from './process-shell.js';
import { createProgram } from './program.js';
import type { Shell } from './shell.js';

/** The command line was wrong or could not be carried out. */
const COULD_NOT_RUN = 2;

/** Runs one command line and returns its exit code; the only place where errors end. */
export async function main(argv: readonly string[], given?: Shell): Promise<number> {
  const shell = given ?? openShell(argv);
  if (shell === undefined) return COULD_NOT_RUN;
  let exitCode = 0;
  try {
    refuseOldNode(shell.nodeVersion);
    const program = createProgram(shell, (code) => {
      exitCode = code;
    });
    const first = argv.find((word) => word !== '--json');
    if (first !== undefined) refuseMistypedCommand(first, program);
    await program.parseAsync(withJsonInPlace(argv, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return fail(error, argv, shell);
  }
}

/** `--json` is accepted everywhere, also before the command that it is for. */
function withJsonInPlace(argv: readonly string[], program: Command): string[] {
  if (!argv.includes('--json')) return [...argv];
  const words = argv.filter((word) => word !== '--json');
  const isCommand = program.commands.some((command) => command.name() === words[0]);
  return isCommand ? [words[0] ?? '', '--json', ...words.slice(1)] : ['--json', ...words];
}

/** A shell cannot even be opened where the current directory was deleted. */
function openShell(argv: readonly string[]): Shell | undefined {
  try {
    return processShell(argv);
  } catch (error) {
    const hint = 'Change to a directory that exists and try again';
    const message = `The current directory cannot be used (${String(error)})`;
    process.stderr.write(problemLines([{ code: 'NO_CURRENT_DIRECTORY', message, hint }]));
    return undefined;
  }
}

function fail(error: unknown, argv: readonly string[], shell: Shell): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const left: unknown =
    error instanceof Interrupted || !shell.signal.aborted ? error : shell.signal.reason;
  if (left instanceof Interrupted) {
    shell.err(`\nInterrupted; nothing is left half done.\n${left.remark}`);
    return left.exitCode;
  }
  const problems =
    error instanceof CommanderError ? ([commanderProblem(error)] as const) : problemsOf(error);
  const json = argv.includes('--json');
  if (problems === undefined) {
    const command = ['create-backend', ...argv].join(' ');
    shell.err(bugText(error, command));
    const bug = { code: 'BUG', message: String(error), hint: 'Report it with the stack on stderr' };
    if (json) shell.out(problemsJson([bug]));
  } else if (json) {
    shell.out(problemsJson([...problems]));
  } else {
    shell.err(problemLines(problems));
  }
  return COULD_NOT_RUN;
}
