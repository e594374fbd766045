import { dirname, isAbsolute, join } from 'node:path';
import { abortable, type FileSystem } from './file-system.js';
import { checkPaths } from './writing/check-paths.js';
import {
  overlay,
  refuseCompany,
  refuseConflicts,
  refuseUnlessEmpty,
  targetState,
  type WritableFile,
} from './writing/inspect.js';
import {
  deleteJournal,
  hasJournal,
  journalOf,
  movedUnits,
  recover,
  stagedTree,
  takeBack,
  writeJournal,
} from './writing/journal.js';
import { appear, hasAppeared, makeParents, stage } from './writing/stage.js';
import { leftoversIn, type RunIdentity, stagingName } from './writing/staging.js';
import { writeProblem } from './writing/write-problem.js';

/** A tree to write, and everything that writing it depends on. */
export interface WriteJob {
  readonly fs: FileSystem;
  /** Absolute. It need not exist; its parents are made, and removed again on failure. */
  readonly target: string;
  readonly tree: readonly WritableFile[];
  /**
   * Permits a directory that is not empty. Only new files are created and equal ones kept; if a single
   * one differs, the whole is refused and nothing is written.
   */
  readonly force: boolean;
  readonly run: RunIdentity;
  readonly signal: AbortSignal;
}

export interface WriteReport {
  readonly created: readonly string[];
  /** Existed with the same bytes. */
  readonly kept: readonly string[];
}

/**
 * Writes the whole tree or nothing. Files are prepared in a staging directory on the target's file system:
 * beside a new target, which then appears by one rename; inside an existing one, whose parent may be
 * another file system or not ours, and then moved with a journal. A killed run's leftovers are undone
 * by the next run. Guards against a dying process, not against a power cut: nothing is synced.
 */
export async function writeTree(job: WriteJob): Promise<WriteReport> {
  try {
    checkPaths(job.tree.map((file) => file.path));
    const state = await prepareTarget(job);
    return state === 'missing' ? await writeNew(job) : await writeInto(job);
  } catch (error) {
    throw writeProblem(error, job.target);
  }
}

/** Refuses early, before anyone answers questions for a target that cannot be written. */
export async function checkTarget(job: Omit<WriteJob, 'tree'>): Promise<void> {
  try {
    await prepareTarget(job);
  } catch (error) {
    throw writeProblem(error, job.target);
  }
}

async function prepareTarget(job: Omit<WriteJob, 'tree'>): Promise<'missing' | 'directory'> {
  if (!isAbsolute(job.target)) throw new Error(`Not an absolute path: ${job.target}`);
  const fs = abortable(job.fs, job.signal);
  await sweepBeside(fs, job.target, job.run);
  const state = await targetState(fs, job.target);
  if (state === 'directory') {
    for (const staging of await leftoversIn(fs, job.target, job.run)) {
      await recover(fs, staging, job.target);
    }
    if (!job.force) await refuseUnlessEmpty(fs, job.target);
  }
  return state;
}

/** Removes what killed runs left beside the target. What has a journal belongs to another target. */
async function sweepBeside(fs: FileSystem, target: string, run: RunIdentity): Promise<void> {
  const parent = dirname(target);
  try {
    for (const staging of await leftoversIn(fs, parent, run)) {
      if (await hasJournal(fs, staging)) continue;
      await fs.rm(staging, { recursive: true, force: true });
    }
  } catch {
    // Tidying is a courtesy: a parent that is missing or unreadable is met again, or does not matter.
  }
}

async function writeNew(job: WriteJob): Promise<WriteReport> {
  const fs = abortable(job.fs, job.signal);
  const parent = dirname(job.target);
  const staging = join(parent, stagingName(job.run));
  const made: string[] = [];
  try {
    await makeParents(fs, parent, made);
    await stage(fs, staging, job.tree);
    await appear(fs, stagedTree(staging), job.target).catch(
      unless(() => hasAppeared(job.fs, staging, job.target)),
    );
  } catch (error) {
    await discard(job.fs, staging);
    for (const directory of made.toReversed()) await twice(() => job.fs.rmdir(directory));
    throw error;
  }
  await discard(job.fs, staging);
  return { created: job.tree.map((file) => file.path), kept: [] };
}

async function writeInto(job: WriteJob): Promise<WriteReport> {
  const fs = abortable(job.fs, job.signal);
  const plan = await overlay(fs, job.target, job.tree);
  refuseConflicts(job.target, plan);
  const staging = join(job.target, stagingName(job.run));
  if (plan.units.length > 0) {
    try {
      await stage(fs, staging, plan.created);
      await refuseCompany(fs, job.target, stagingName(job.run));
      await writeJournal(fs, staging, journalOf(plan.units, plan.created));
      for (const unit of plan.units) {
        await appear(fs, join(stagedTree(staging), unit), join(job.target, unit));
      }
      await deleteJournal(fs, staging).catch(
        unless(async () => !(await hasJournal(job.fs, staging))),
      );
    } catch (error) {
      await undo(job.fs, staging, job.target, plan.units);
      throw error;
    }
    await discard(job.fs, staging);
  }
  return {
    created: plan.created.map((file) => file.path),
    kept: plan.kept.map((file) => file.path),
  };
}

/** An operation that reported a failure may still have happened: then there is nothing to undo. */
function unless(happened: () => Promise<boolean>): (error: unknown) => Promise<void> {
  return async (error) => {
    if (!(await happened())) throw error;
  };
}

/** Takes back what was moved. What cannot be undone now has its journal left, and the next run undoes it. */
async function undo(
  fs: FileSystem,
  staging: string,
  target: string,
  units: readonly string[],
): Promise<void> {
  await twice(async () => {
    if (await hasJournal(fs, staging)) {
      await takeBack(fs, target, await movedUnits(fs, staging, target, units));
      await deleteJournal(fs, staging);
    }
  });
  if (!(await hasJournal(fs, staging).catch(() => true))) await discard(fs, staging);
}

async function discard(fs: FileSystem, staging: string): Promise<void> {
  await twice(() => fs.rm(staging, { recursive: true, force: true }));
}

/** Cleaning up gets a second chance, and never hides the error that made it necessary. */
async function twice(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => work().catch(() => undefined));
}
