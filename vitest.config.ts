import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They take minutes: begun first, they end together with all the others. */
const LONG = ['/test/e2e/patterns', '/test/mutants/', '/test/e2e/', '/test/property/'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((part) => moduleId.includes(part));
      return at === -1 ? LONG.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'dist/**',
      'demo/**',
      'templates/**',
      'test/golden/**',
      'test/wide/**',
    ],
    // Whole repositories are generated, installed and started below test/e2e: those tests say how long they may take.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongFirst },
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/setup/install-templates.ts'],
  },
});
