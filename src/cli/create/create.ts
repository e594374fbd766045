import * as fs from 'node:fs/promises';
import { optimiseLess } from '#adapters/optimise-less.js';
import { callingManager } from '#adapters/package-manager.js';
import { snapshotDisk } from '#adapters/snapshot-disk.js';
import { parseAnswers } from '#answers/schema.js';
import { compare } from '#changes/change-set.js';
import { decisionScreen } from '../decide/tell.js';
import { withRepository } from '../flags/from-repository.js';
import { givenAnswers } from '../flags/given-answers.js';
import type { Options } from '../flags/read-flags.js';
import { Interrupted } from '../interrupted.js';
import { locating } from '../locating.js';
import { createProgress } from '../print/progress.js';
import { requireOk } from '../require-ok.js';
import type { Shell } from '../shell.js';
import type { Depth, Draft, RawAnswers } from '../wizard/draft.js';
import type { Ended } from '../wizard/wizard.js';
import { agentNote } from './agent-note.js';
import { buildTree, type Built } from './build-tree.js';
import { missingAnswers, missingFlags } from './missing-answers.js';
import {
  againText,
  changesText,
  noteText,
  failureText,
  nextCommands,
  outcomeJson,
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
  const { answers } = await givenChoice(dir, options, shell);
  const resumed = run.resume ? await resumedDraft(shell) : undefined;
  // What is said now counts more than what was said before.
  const said: RawAnswers = { ...resumed?.answers, ...answers };
  const { answers: all } = await withRepository(said, options, shell);
  const asks =
    !run.yes && options['answers'] === undefined && (run.resume || missingFlags(all).length > 0);
  if (asks && shell.interactive && !run.json) {
    // A veto that does not exist cannot be put right by answering.
    if (answers.acceptVetoes !== undefined) settle({ answers });
    return wizard(dir, { ...resumed, answers: all }, run, shell);
  }
  const choice = { answers: requireOk(parseAnswers(all)) };
  if (asks) throw missingAnswers(dir, choice.answers, shell);
  optimiseLess();
  const settled = settle(choice);
  const target = await openTarget(dir ?? settled.complete.project, run, shell);
  const built = await buildTree(settled);
  if (!run.json) {
    shell.out(`${decisionScreen(settled, shell)}\n`);
    for (const { message } of built.notes) shell.err(noteText(message, shell));
  }
  return run.dryRun
    ? dryRun(target, settled, built, run, shell)
    : write(target, settled, built, run, shell);
}

interface RunOptions {
  readonly yes: boolean;
  readonly resume: boolean;
  readonly depth: Depth | undefined;
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
    resume: on('resume'),
    depth: on('detailed') ? 'detailed' : on('quick') ? 'quick' : undefined,
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
  const packageManager = callingManager(shell.env);
  const answers = await givenAnswers(options, shell, {
    ...(dir !== undefined && { project: projectNameFrom(dir, shell.cwd) }),
    // npm is what is assumed anyway.
    ...(packageManager !== undefined && packageManager !== 'npm' && { packageManager }),
  });
  return { answers };
}

async function resumedDraft(shell: Shell): Promise<Draft> {
  const { requireKeptDraft } = await import('../wizard/resume.js');
  return requireKeptDraft(shell);
}

/** Where to write, refused now if it cannot be. A dry run changes nothing, so it may look anywhere. */
async function openTarget(dir: string, run: RunOptions, shell: Shell): Promise<Target> {
  return locating(dir, async () => {
    const target = await targetOf(dir, shell.cwd, fs);
    if (!run.dryRun) await requireWritable(shell, target, run.force);
    return target;
  });
}

/** Asks, and carries out what was agreed on. Answers are kept until then. */
async function wizard(
  dir: string | undefined,
  given: Draft,
  run: RunOptions,
  shell: Shell,
): Promise<number> {
  const { greet } = await import('../wizard/greet.js');
  const { runWizard } = await import('../wizard/wizard.js');
  const { keptDraft, offerDraft, unfinishedIn } = await import('../wizard/resume.js');
  const early = dir === undefined ? undefined : await openTarget(dir, run, shell);
  const kept = run.resume ? undefined : await keptDraft(shell);
  const unfinished = unfinishedIn(shell);
  shell.err(agentNote(dir, shell));
  greet(shell);
  const prompts = await shell.prompts();
  let ended: Ended;
  try {
    const before = kept !== undefined && (await offerDraft(prompts, kept)) ? kept : undefined;
    const start: Draft = {
      ...before,
      ...given,
      answers: { ...before?.answers, ...given.answers },
      ...(run.depth === undefined ? {} : { depth: run.depth }),
    };
    ended = await runWizard(shell, prompts, {
      start,
      openTarget: async (project) => early ?? (await openTarget(project, run, shell)),
      keep: unfinished.keep,
      dryRun: run.dryRun,
    });
  } catch (error) {
    const left: unknown = shell.signal.aborted ? shell.signal.reason : error;
    if (!(left instanceof Interrupted)) throw error;
    throw new Interrupted(left.exitCode, unfinished.remark());
  } finally {
    prompts.close();
  }
  const { go, target, settled, built } = ended;
  if (!go) {
    shell.out(`\nNothing was written. ${unfinished.remark()}${againText(target, settled, shell)}`);
    return 0;
  }
  shell.out('\n');
  if (run.dryRun) {
    const exitCode = await dryRun(target, settled, built, run, shell);
    shell.out(againText(target, settled, shell));
    return exitCode;
  }
  const exitCode = await write(target, settled, built, run, shell, unfinished.forget);
  shell.out(againText(target, settled, shell));
  return exitCode;
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
  const changes = compare(built.tree, disk, null);
  const outcome: Outcome = {
    target,
    settled,
    built,
    changes,
    next: [],
    steps: [],
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
  written: () => Promise<void> = async () => undefined,
): Promise<number> {
  const progress = createProgress(shell);
  const { packageManager } = settled.complete;
  let failure: StepFailed | undefined;
  try {
    await writeRepo(shell, progress, target, built, { ...run, packageManager }, written);
  } catch (error) {
    const isWritten = progress.reports.some(({ name, ok }) => ok && name.startsWith('Write'));
    if (shell.signal.aborted && isWritten)
      shell.err(`The files in ${target.shown} are complete.\n`);
    if (!(error instanceof StepFailed)) throw error;
    failure = error;
  }
  const steps = progress.reports;
  const installed = steps.some(({ name, ok }) => ok && name.startsWith('Install'));
  const next = nextCommands(target, settled, built, shell, installed);
  const outcome: Outcome = { target, settled, built, steps, next, failure, changes: undefined };
  if (run.json) shell.out(outcomeJson(outcome, shell));
  else if (failure === undefined) shell.out(successText(outcome, shell));
  else shell.err(failureText(outcome));
  return failure === undefined ? 0 : 1;
}
