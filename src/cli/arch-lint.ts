import { Command, CommanderError, Option } from 'commander';
import { commanderProblem } from './commander-problem.js';
import { bugText, problemLines, problemsJson, problemsOf } from './print/print-problems.js';
import { processLintShell, type LintShell } from './arch-lint-shell.js';
import { VERSION } from './version.js';

const COULD_NOT_RUN = 2;

/** Runs one command line of arch-lint and returns its exit code; the only place where its errors end. */
export async function main(
  argv: readonly string[],
  shell: LintShell = processLintShell(),
): Promise<number> {
  let exitCode = 0;
  try {
    await createProgram(shell, (code) => (exitCode = code)).parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return fail(error, argv, shell);
  }
}

function createProgram(shell: LintShell, exit: (code: number) => void): Command {
  const program = new Command('arch-lint')
    .description('Check the architecture of a TypeScript or JavaScript project')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: shell.out, writeErr: () => {} })
    .addHelpText('after', '\nExit codes: 0 clean, 1 findings, 2 could not check everything.');
  program
    .command('check', { isDefault: true })
    .description(
      'check the folder by its architecture.json; without one, report what is hardly ever meant',
    )
    .argument('[path]', 'the project', '.')
    .option('--config <file>', 'an architecture file other than <path>/architecture.json')
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(['text', 'json', 'github', 'sarif'])
        .default('text'),
    )
    .option('--json', 'the same as --format json')
    .option('--all', 'show every finding, however many')
    .action(async (path: string, options: unknown) => {
      const { checkProject } = await import('./arch-lint-check.js');
      exit(await checkProject(shell, path, options));
    });
  return program;
}

function fail(error: unknown, argv: readonly string[], shell: LintShell): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const problems =
    error instanceof CommanderError ? ([usageProblem(error)] as const) : problemsOf(error);
  if (problems === undefined) {
    shell.err(bugText(error, ['arch-lint', ...argv].join(' ')));
  } else if (wantsJson(argv)) {
    shell.out(problemsJson([...problems]));
  } else {
    shell.err(problemLines(problems));
  }
  return COULD_NOT_RUN;
}

function usageProblem(error: CommanderError) {
  const { code, message, hint } = commanderProblem(error);
  return { code, message, hint: hint.replace('create-backend --help', 'arch-lint --help') };
}

/** Asked of the bare words, since the command line itself may be what is wrong. */
function wantsJson(argv: readonly string[]): boolean {
  return argv.includes('--json') || /--format[= ]json\b/.test(argv.join(' '));
}
