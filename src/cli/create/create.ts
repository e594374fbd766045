import * as fs from 'node:fs/promises';
import { snapshotDisk } from '#adapters/snapshot-disk.js';
import { compare, type ChangeSet } from '#changes/change-set.js';
import { decisionScreen } from '../decide/tell.js';
import { givenAnswers } from '../flags/given-answers.js';
import { shellBlock } from '../flags/command-line.js';
import type { Options } from '../flags/read-flags.js';
import { createProgress } from '../print/progress.js';
import type { Shell } from '../shell.js';
import { buildTree, type Built } from './build-tree.js';
import { missingAnswers, missingFlags } from './missing-answers.js';
import {
  changesText,
  failureText,
  nextCommands,
  outcomeJson,
  sameCommand,
  successText,
  type Outcome,
} from './report.js';
import { StepFailed } from './run-step.js';
import { settle, type Choice, type Settled } from './settle.js';
import { projectNameFrom, targetOf, type Target } from './target.js';
import { requireWritable, writeRepo } from './write-repo.js';

/** From answers to a repo that is installed and verified. Returns the exit code. */
export async function create(
  dir: string | undefined,
  options: Options,
  shell: Shell,
): Promise<number> {
  const run = readOptions(options);
  const choice = await givenChoice(dir, options, shell);
  const asks =
    !run.yes && options['answers'] === undefined && missingFlags(choice.answers).length > 0;
  if (asks && (run.json || !shell.interactive)) throw missingAnswers(dir, choice.answers, shell);
  const known = dir ?? (asks ? undefined : settle(choice).complete.project);
  const early = known === undefined ? undefined : await openTarget(known, run, shell);
  const settled = settle(asks ? await ask(shell, choice, options) : choice);
  const target = early ?? (await openTarget(settled.complete.project, run, shell));
  const built = await buildTree(settled);
  if (!asks && !run.json) shell.out(`${decisionScreen(settled, shell)}\n`);
  if (asks && !(await confirmed(shell, target, settled, built, run))) return 0;
  return run.dryRun
    ? dryRun(target, settled, built, run, shell)
    : write(target, settled, built, run, shell);
}

interface RunOptions {
  readonly yes: boolean;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly git: boolean;
  readonly install: boolean;
  readonly verify: boolean;
}

function readOptions(options: Options): RunOptions {
  const on = (name: string): boolean => options[name] === true;
  return {
    yes: on('yes'),
    json: on('json'),
    dryRun: on('dryRun'),
    force: on('force'),
    git: on('git'),
    install: on('install'),
    verify: on('verify'),
  };
}

async function givenChoice(
  dir: string | undefined,
  options: Options,
  shell: Shell,
): Promise<Choice> {
  const named = dir === undefined ? {} : { project: projectNameFrom(dir, shell.cwd) };
  const answers = await givenAnswers(options, shell, named);
  return { answers };
}

/** Where to write, refused now if it cannot be. A dry run changes nothing, so it may look anywhere. */
async function openTarget(dir: string, run: RunOptions, shell: Shell): Promise<Target> {
  const target = await targetOf(dir, shell.cwd, fs);
  if (!run.dryRun) await requireWritable(shell, target, run.force);
  return target;
}

async function ask(shell: Shell, choice: Choice, options: Options): Promise<Choice> {
  const { askChoice } = await import('../prompts/ask-choice.js');
  const depth =
    options['detailed'] === true ? 'detailed' : options['quick'] === true ? 'quick' : undefined;
  return askChoice(shell, await shell.prompts(), choice, depth);
}

/** The last question: shows what is about to be written. */
async function confirmed(
  shell: Shell,
  target: Target,
  settled: Settled,
  built: Built,
  run: RunOptions,
): Promise<boolean> {
  const { previewText } = await import('../prompts/preview.js');
  shell.out(previewText(target, settled, built, shell.columns));
  const prompts = await shell.prompts();
  const title = run.dryRun ? 'List every file (nothing is written)?' : `Write ${target.shown}?`;
  const go = await prompts.confirm({ title, initial: true });
  if (!go) shell.out('\nNothing was written.\n');
  const command = shellBlock(sameCommand(target, settled, shell), shell.columns, 2);
  shell.out(`\nThe same again, without questions:\n\n${command}\n\n`);
  return go;
}

async function dryRun(
  target: Target,
  settled: Settled,
  built: Built,
  run: RunOptions,
  shell: Shell,
): Promise<number> {
  const disk = await snapshotDisk(
    fs,
    target.path,
    built.tree.map(({ path }) => path),
  );
  const changes: ChangeSet = compare(built.tree, disk, null);
  const next: readonly string[] = [];
  const outcome = {
    target,
    settled,
    built,
    changes,
    next,
    steps: [],
    remarks: [],
    failure: undefined,
  };
  shell.out(run.json ? outcomeJson(outcome, shell) : changesText(changes, shell));
  return 0;
}

async function write(
  target: Target,
  settled: Settled,
  built: Built,
  run: RunOptions,
  shell: Shell,
): Promise<number> {
  const progress = createProgress(shell);
  const { packageManager } = settled.complete;
  let remarks: readonly string[] = [];
  let failure: StepFailed | undefined;
  try {
    remarks = await writeRepo(shell, progress, target, built, { ...run, packageManager });
  } catch (error) {
    const isWritten = progress.reports.some(({ name, ok }) => ok && name.startsWith('Write'));
    if (shell.signal.aborted && isWritten)
      shell.err(`The files in ${target.shown} are complete.\n`);
    if (!(error instanceof StepFailed)) throw error;
    failure = error;
  }
  const installed = progress.reports.some(({ name, ok }) => ok && name.startsWith('Install'));
  const next = nextCommands(target, settled, shell, installed);
  const steps = progress.reports;
  const outcome: Outcome = {
    target,
    settled,
    built,
    steps,
    remarks,
    next,
    failure,
    changes: undefined,
  };
  for (const remark of [...built.notes.map(({ message }) => message), ...remarks]) {
    shell.err(`  ${remark}\n`);
  }
  if (run.json) shell.out(outcomeJson(outcome, shell));
  else if (failure === undefined) shell.out(successText(outcome, shell));
  else shell.err(failureText(outcome));
  return failure === undefined ? 0 : 1;
}
