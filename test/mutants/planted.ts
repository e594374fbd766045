import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended, LinkedRepo } from '../setup/linked-repo.js';
import type { Mutant, Phase } from './mutants.js';

/** Runs what is said to notice a mutant, or all of a phase. */
export function runPhase(
  repo: LinkedRepo,
  phase: Phase,
  { notices, tests }: Partial<Pick<Mutant, 'notices' | 'tests'>> = {},
): Promise<Ended> {
  if (phase === 'check') return repo.run(['npm', 'run', notices ?? 'check']);
  const words = notices === undefined ? [] : [notices];
  const names = tests === undefined ? [] : [`--test-name-pattern=${tests}`];
  return repo.run(['node', 'tools/test.ts', phase, ...words, ...names]);
}

/** Plants a bug for as long as `use` runs. Text that is not there exactly once is a mistake in the data. */
export async function planted<T>(
  repo: LinkedRepo,
  { id, file, find, replace }: Mutant,
  use: () => Promise<T>,
): Promise<T> {
  const path = join(repo.folder, file);
  const before = readFileSync(path, 'utf8');
  const times = before.split(find).length - 1;
  if (times !== 1) throw new Error(`${id}: the text is in ${file} ${times} times, not once`);
  writeFileSync(
    path,
    before.replace(find, () => replace),
  );
  try {
    return await use();
  } finally {
    writeFileSync(path, before);
  }
}
