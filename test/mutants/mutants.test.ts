import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkedRepo, linkedRepo } from '../setup/linked-repo.js';
import { READY_MADE } from '../setup/rendered-repo.js';
import { MUTANTS } from './mutants.js';
import { planted, runPhase } from './planted.js';

const MINUTES = 60_000;
let repo: LinkedRepo;

beforeAll(async () => {
  repo = await linkedRepo({ pattern: 'modular-monolith', modules: READY_MADE, features: [] });
});
afterAll(() => repo.remove());

// That all of it is green without a mutant, test/e2e sees on the same repository.
describe('a mutant is noticed', () => {
  it.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))(
    '%s',
    { timeout: 6 * MINUTES },
    async (_id, mutant) => {
      const { code, output } = await planted(repo, mutant, async () => {
        let ended = await runPhase(repo, mutant.phase, mutant);
        for (let look = 1; look < (mutant.looks ?? 1) && ended.code === 0; look += 1)
          ended = await runPhase(repo, mutant.phase, mutant);
        return ended;
      });
      expect(code, `nothing noticed it:\n${output.slice(-3000)}`).toBe(1);
      // Red because a test failed, not because nothing could be run.
      if (mutant.phase !== 'check') expect(output).toMatch(/^. fail [1-9]\d*$/m);
    },
  );
});
