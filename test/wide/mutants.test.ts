import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Phase, MUTANTS, PHASES } from '../mutants/mutants.js';
import { planted, runPhase } from '../mutants/planted.js';
import { type LinkedRepo, linkedRepo } from '../setup/linked-repo.js';
import { READY_MADE } from '../setup/rendered-repo.js';

let repo: LinkedRepo;
beforeAll(async () => {
  repo = await linkedRepo({ pattern: 'modular-monolith', modules: READY_MADE, features: [] });
});
afterAll(() => repo.remove());

/** `npm run check` as it is for edited files: what it says about edits of managed files would notice every mutant. */
const CHECKS = ['lint', 'types', 'arch', 'migrations'];

async function green(phase: Phase): Promise<boolean> {
  if (phase !== 'check') return (await runPhase(repo, phase)).code === 0;
  for (const script of CHECKS)
    if ((await runPhase(repo, phase, { notices: script })).code !== 0) return false;
  return true;
}

async function firstRed(): Promise<Phase | 'none'> {
  for (const phase of PHASES) if (!(await green(phase))) return phase;
  return 'none';
}

it('the whole suite is green without a mutant', async () => {
  expect(await firstRed()).toBe('none');
});

it.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))(
  '%s: the whole suite turns red, first where it should',
  async (_id, mutant) => {
    expect(await planted(repo, mutant, firstRed)).toBe(mutant.phase);
  },
);
