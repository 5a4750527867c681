import type { Build } from './schema.ts';

/** A build with nothing left open but what may stay unsaid. */
export type CompleteBuild = Required<Omit<Build, Unsaid | 'timeouts' | 'retry'>> &
  Pick<Build, Unsaid> & {
    readonly timeouts: Required<NonNullable<Build['timeouts']>>;
    readonly retry: Required<Omit<Retry, 'budget'>> & Pick<Retry, 'budget'>;
  };
type Unsaid = 'runs_in' | 'event_type' | 'proof';
type Retry = NonNullable<Build['retry']>;

/** How a repository is built where neither it nor the chain's defaults say otherwise. */
export const DEFAULT_BUILD: CompleteBuild = {
  mode: 'build',
  workflows: ['build.yml', 'ci.yml'],
  dispatch: 'workflow_dispatch',
  inputs: {},
  payload: {},
  marker: 'shown',
  required_jobs: [],
  expected_duration: '10m',
  timeouts: { queue: '30m', build: '2h', approval: '7d' },
  retry: {
    attempts: 2,
    backoff: '30s',
    maximum_backoff: '10m',
    // A failed build fails again more often than not; these say nothing about the code.
    on: ['cancelled', 'timed_out', 'startup_failure', 'stale', 'run_deleted'],
    how: 'new-attempt',
  },
};

/** Builds of a train at once. */
export const DEFAULT_BUILDS_AT_ONCE = 4;

/** Time between two looks at an actions run. */
export const DEFAULT_POLL = { withoutWebhooks: '20s', withWebhooks: '5m' } as const;

/** A release where the chain says nothing more than where it is published. */
export const DEFAULT_RELEASE = {
  title: '{chain} {version}',
  checks: { digests: 'fail', checksums: 'fail', rebuilds: 'fail', extra: 'warn', expired: 'stop' },
  files: true,
  unsigned: 'warn',
  signedWithin: '7d',
  tags: { repositories: 'none', elsewhere: 'stop' },
  keptNightlies: 14,
} as const;

/** A publish step; what else it may wait for, a build may, too. */
export const DEFAULT_STEP = { marker: DEFAULT_BUILD.marker, lag: '10m', timeout: '1h' } as const;
