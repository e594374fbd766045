import { repoCommand, repoEnvironment } from '#adapters/node-runtime.js';
import { runProblem } from '#adapters/run.js';
import type { Problem } from '#shared/user-error.js';
import type { Shell } from '../shell.js';

/** A command of the generated repo did not pass. The files are written, so this is no bad input. */
export class StepFailed extends Error {
  readonly problem: Problem;
  /** The end of what the command printed. */
  readonly output: string;

  constructor(problem: Problem, output: string) {
    super(problem.message);
    this.name = 'StepFailed';
    this.problem = problem;
    this.output = output;
  }
}

const LINES_SHOWN = 25;
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 15 * MINUTE_MS;

/** Runs a command in the generated repo, on a Node that can run it. */
export async function runInRepo(
  shell: Shell,
  directory: string,
  command: readonly [string, ...string[]],
): Promise<void> {
  const { argv } = repoCommand(command, shell.nodeVersion);
  const outcome = await shell.run({
    argv,
    cwd: directory,
    env: repoEnvironment(shell.env),
    timeoutMs: TIMEOUT_MS,
    signal: shell.signal,
    now: shell.now,
  });
  const problem = runProblem(argv, outcome);
  if (problem === undefined) return;
  throw new StepFailed(problem, outcome.kind === 'missing' ? '' : lastLines(outcome.output));
}

function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
}
