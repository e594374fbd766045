import { defineConfig } from 'vitest/config';

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
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/setup/install-templates.ts'],
  },
});
