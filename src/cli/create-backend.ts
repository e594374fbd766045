import { CommanderError } from 'commander';
import { commanderProblem } from './commander-problem.js';
import { Interrupted } from './interrupted.js';
import { bugText, problemLines, problemsJson, problemsOf } from './print/print-problems.js';
import { processShell } from './process-shell.js';
import { createProgram } from './program.js';
import type { Shell } from './shell.js';

/** The command line was wrong or could not be carried out. */
const COULD_NOT_RUN = 2;

/** Runs one command line and returns its exit code; the only place where errors end. */
export async function main(argv: readonly string[], given?: Shell): Promise<number> {
  const shell = given ?? openShell();
  if (shell === undefined) return COULD_NOT_RUN;
  let exitCode = 0;
  try {
    const program = createProgram(shell, (code) => {
      exitCode = code;
    });
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return fail(error, argv, shell);
  }
}

/** A shell cannot even be opened where the current directory was deleted. */
function openShell(): Shell | undefined {
  try {
    return processShell();
  } catch (error) {
    const hint = 'Change to a directory that exists and try again';
    const message = `The current directory cannot be used (${String(error)})`;
    process.stderr.write(problemLines([{ code: 'NO_CURRENT_DIRECTORY', message, hint }]));
    return undefined;
  }
}

function fail(error: unknown, argv: readonly string[], shell: Shell): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const left: unknown = shell.signal.aborted ? shell.signal.reason : error;
  if (left instanceof Interrupted) {
    shell.err('\nInterrupted; nothing is left half done.\n');
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
