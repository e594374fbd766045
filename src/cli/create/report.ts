import { repoCommand } from '#adapters/node-runtime.js';
import { installCommand, scriptCommand } from '#adapters/package-manager.js';
import type { Change } from '#changes/change-set.js';
import { answersToArgs, shellBlock, shellLine } from '../flags/command-line.js';
import { problemJson, problemLines } from '../print/print-problems.js';
import { seconds, type StepReport } from '../print/progress.js';
import { symbolsFor } from '../print/symbols.js';
import { styleFor } from '../print/style.js';
import { treeSummary } from '../print/tree-summary.js';
import { wrapped } from '../print/wrap.js';
import { invocation } from '../invocation.js';
import type { Shell } from '../shell.js';
import type { Built } from './build-tree.js';
import type { StepFailed } from './run-step.js';
import type { Settled } from './settle.js';
import type { Target } from './target.js';

/** Everything there is to tell about one run of the default command. */
export interface Outcome {
  readonly target: Target;
  readonly settled: Settled;
  readonly built: Built;
  readonly steps: readonly StepReport[];
  /** Commands to paste, in this order. */
  readonly next: readonly string[];
  readonly failure: StepFailed | undefined;
  /** Set when nothing was written. */
  readonly changes: readonly Change[] | undefined;
}

const ADDRESS = 'http://localhost:3000';

/** What to paste after a run: from entering the directory to the first answer. */
export function nextCommands(
  { shown }: Target,
  { complete }: Settled,
  { blueprint }: Built,
  shell: Shell,
  installed: boolean,
): readonly string[] {
  const manager = complete.packageManager;
  const line = (command: readonly [string, ...string[]]): string =>
    repoCommand(command, shell.nodeVersion).line;
  return [
    ...(shown === '.' ? [] : [shellLine(['cd', shown])]),
    ...(installed ? [] : [line(installCommand(manager))]),
    line(scriptCommand(manager, 'start')),
    `curl ${ADDRESS}/readyz`,
    ...(blueprint.modules.some(({ name }) => name === 'inventory')
      ? [`curl ${ADDRESS}/inventory/items`]
      : []),
  ];
}

/** The command that gives the same bytes again without asking. */
export function sameCommand(
  { shown }: Target,
  { answers }: Settled,
  { env }: Pick<Shell, 'env'>,
): readonly string[] {
  const { project, ...rest } = answers;
  const named = project === undefined || shown.split(/[/\\]/).at(-1) === project;
  return [...invocation(env), shown, ...answersToArgs(named ? rest : answers), '--yes'];
}

/** Something that was decided for the user, said before it is written. */
export function noteText(message: string, { columns }: Pick<Shell, 'columns'>): string {
  return `! ${wrapped(message, columns - 2).join('\n  ')}\n`;
}

/** The same command in the form for people. */
export function againText(target: Target, settled: Settled, shell: Shell): string {
  const command = shellBlock(sameCommand(target, settled, shell), shell.columns, 2);
  return `\nThe same again, without questions:\n\n${command}\n\n`;
}

/** The whole outcome as data, for `--json`. */
export function outcomeJson(outcome: Outcome, shell: Shell): string {
  const { target, settled, built, steps, next, failure, changes } = outcome;
  const json = {
    ok: failure === undefined,
    dir: target.path,
    pattern: settled.pattern,
    decision: { ...settled.decision, chosen: settled.pattern, because: settled.because },
    blueprint: built.blueprint,
    files: built.tree.map(({ path }) => path),
    ...(changes === undefined
      ? {}
      : { changes: changes.map(({ kind, path }) => ({ kind, path })) }),
    notes: built.notes,
    steps,
    next,
    command: shellLine(sameCommand(target, settled, shell)),
    ...(failure === undefined
      ? {}
      : { problems: [problemJson(failure.problem)], output: failure.output }),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** What would be written, one line a file. */
export function changesText(changes: readonly Change[], shell: Shell): string {
  const { dim } = styleFor(shell);
  const lines = changes.map((change) => {
    const reason = 'reason' in change ? dim(`  (${change.reason})`) : '';
    return `${change.kind.padEnd(8)}  ${change.path}${reason}\n`;
  });
  const tree = treeSummary(
    changes.map(({ path }) => path),
    symbolsFor(shell),
  );
  const count = `${changes.length} files. Nothing was written.`;
  return `${lines.join('')}\n${tree.map((line) => `  ${line}\n`).join('')}\n${count}\n`;
}

/** How to go on, after everything passed. */
export function successText(
  { target, settled, built, next, steps }: Outcome,
  shell: Shell,
): string {
  const { bold, green } = styleFor(shell);
  const lines = (commands: readonly string[]): string =>
    commands.map((command) => `  ${command}\n`).join('');
  const isTry = (command: string): boolean => command.startsWith('curl ');
  const total = steps.reduce((sum, { ms }) => sum + ms, 0);
  return (
    `\n${green('Done')} in ${seconds(total)}: ${bold(target.shown)}, ${settled.pattern}, ` +
    `${built.blueprint.modules.length} modules. Next:\n\n` +
    `${lines(next.filter((command) => !isTry(command)))}\n` +
    `When it says that it is running, in another terminal:\n\n${lines(next.filter(isTry))}\n` +
    'README.md there has the rest.\n'
  );
}

/** What went wrong, the end of its output, and what is there all the same. */
export function failureText({ target, failure }: Outcome): string {
  if (failure === undefined) return '';
  const output = failure.output === '' ? '' : `\n${failure.output.replaceAll(/^/gm, '  | ')}\n\n`;
  return `${output}${problemLines([failure.problem])}The files in ${target.shown} are complete and stay.\n`;
}
