import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Real servers on two cores: what hangs must end, and nothing is decided by a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Temporal's native module is happiest in processes of their own; two files at once fill two cores.
    pool: 'forks',
    maxWorkers: 2,
    coverage: { include: ['src/**'], exclude: ['src/workflows/**'] },
  },
});
