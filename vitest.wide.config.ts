import { defineConfig } from 'vitest/config';

/** Generated repos against real tools and servers: minutes, and programs that not every machine has. Not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/wide/**/*.test.ts'],
    testTimeout: 10 * 60_000,
    hookTimeout: 10 * 60_000,
    pool: 'forks',
    // Each of them starts servers and builds of its own.
    fileParallelism: false,
    globalSetup: ['test/setup/install-templates.ts', 'test/wide/generate-repos.ts'],
    reporters: ['default', './test/wide/table-reporter.ts'],
  },
});
