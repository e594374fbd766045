import { Command, CommanderError, Option } from 'commander';
import { refuseOldNode } from '#adapters/node-runtime.js';
import { answer } from './arch-lint-answer.js';
import type { KnownBefore } from './arch-lint-check.js';
import { commanderProblem } from './commander-problem.js';
import { refuseMistypedCommand } from './mistyped-command.js';
import { bugText, problemLines, problemsJson, problemsOf } from './print/print-problems.js';
import { processLintShell, type LintShell } from './arch-lint-shell.js';
import { FORMATS } from './lint-formats.js';
import { VERSION } from './version.js';

const COULD_NOT_RUN = 2;

/** Runs one command line of arch-lint and returns its exit code; the only place where its errors end. */
export async function main(
  argv: readonly string[],
  shell: LintShell = processLintShell(),
): Promise<number> {
  let exitCode = 0;
  try {
    refuseOldNode(process.version);
    const program = createProgram(
      shell,
      (code) => (exitCode = code),
      (error) => fail(error, argv, shell),
    );
    const first = argv.find((word) => word !== '--json');
    if (first !== undefined) refuseMistypedCommand(first, program);
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return fail(error, argv, shell);
  }
}

function createProgram(
  shell: LintShell,
  exit: (code: number) => void,
  failed: (error: unknown) => number,
): Command {
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
    .option('--baseline <file>', 'known findings other than <path>/arch-lint.baseline.json')
    .option('--no-baseline', 'tell known findings too')
    .option('--no-cache', 'read every file, also those that did not change since the last run')
    .option('--facts', 'also read tables, messages, calls and history (html does so anyway)')
    .option('--since <revision>', 'only what stands in files changed since this git revision')
    .option('--affected', 'with --since: also what stands in files that those can affect')
    .addOption(
      new Option('--format <format>', 'form of the report').choices([...FORMATS]).default('text'),
    )
    .option('--json', 'the same as --format json')
    .option('--output <file>', 'write the report to a file, and the text to the terminal')
    .option('--fix', 'make the changes that are safe, then check')
    .option('--dry-run', 'with --fix: show the changes, and make none')
    .option('--all', 'show every finding, however many')
    .option('--watch', 'check again whenever a file changes, until stopped')
    .action(async (path: string, options: Readonly<Record<string, unknown>>) => {
      const { watch, ...asked } = options;
      const check = async (within: LintShell, before: KnownBefore) => {
        const { checkProject } = await import('./arch-lint-check.js');
        return checkProject(within, path, asked, before);
      };
      if (watch !== true) return exit(await answer(shell, path, asked, check));
      const { watchProject } = await import('./arch-lint-watch.js');
      // What goes wrong now may be corrected by the next change.
      return watchProject(shell, path, asked, (before) => check(shell, before).catch(failed));
    });
  program
    .command('baseline')
    .description(
      'write the findings of today to arch-lint.baseline.json; later, remove what is fixed',
    )
    .argument('[path]', 'the project', '.')
    .option('--config <file>', 'an architecture file other than <path>/architecture.json')
    .option('--baseline <file>', 'a file other than <path>/arch-lint.baseline.json')
    .option('--accept', 'add new findings too')
    .action(async (path: string, options: unknown) => {
      const { writeProjectBaseline } = await import('./arch-lint-baseline.js');
      exit(await writeProjectBaseline(shell, path, options));
    });
  program
    .command('init')
    .description('write an architecture.json from what is there, and a baseline of its findings')
    .argument('[path]', 'the project', '.')
    .action(async (path: string) => {
      const { initProject } = await import('./arch-lint-init.js');
      exit(await initProject(shell, path));
    });
  program
    .command('adopt')
    .description('give a module a public file of what others use of it, and lead them through that')
    .argument('<module>', 'a module of the report, or a folder')
    .argument('[path]', 'the project', '.')
    .option('--dry-run', 'show the changes as a patch, and make none')
    .option('--json', 'one JSON value: changes, what is left as it is, and the patch')
    .action(async (module: string, path: string, options: unknown) => {
      const { adoptModule } = await import('./arch-lint-adopt.js');
      exit(await adoptModule(shell, module, path, options));
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
  const problem = commanderProblem(error);
  return { ...problem, hint: problem.hint.replace('create-backend --help', 'arch-lint --help') };
}

/** Asked of the bare words, since the command line itself may be what is wrong. */
function wantsJson(argv: readonly string[]): boolean {
  return argv.includes('--json') || /--format[= ]json\b/.test(argv.join(' '));
}
