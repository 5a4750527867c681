import { defineConfig } from 'vitest/config';

/** Files that take half a minute and more each, and stand beside others of their subject: `npm run test:long` runs them. */
const LONG_FILES = [
  'test/cli/{doctor-temporal,fleet-github,prune,trial}.test.ts',
  'test/end-to-end/{disturbed-webhooks,queue-places,queue-policies,rate-limits,release-bad-files}.test.ts',
  'test/end-to-end/{release-mismatches,unmarked-runs}.test.ts',
  'test/engine/server-executable.test.ts',
  'test/smoke/github.test.ts',
  'test/workflows/{follow-up,rolling}.test.ts',
];
/** What leaves nothing behind in its process: to start one for each file would take longer than the tests in it. */
const LIGHT = ['test/{activities,api,artifacts,config,domain,fleet,github,simulator}/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'light', include: LIGHT, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: [...LIGHT, ...(process.env['CASCADE_LONG'] === '1' ? [] : LONG_FILES)],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
    // Real servers on two cores: what hangs must end, and nothing is decided by a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Temporal's native module is happiest in processes of their own; three at once fill two cores, as each waits at times.
    pool: 'forks',
    maxWorkers: 3,
    coverage: { include: ['src/**'], exclude: ['src/workflows/**'] },
  },
});
