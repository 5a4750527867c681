import type { Build } from './schema.ts';

/** A build with nothing left open but what may stay unsaid. */
export type CompleteBuild = Required<Omit<Build, 'runs_in' | 'event_type' | 'timeouts' | 'retry'>> &
  Pick<Build, 'runs_in' | 'event_type'> & {
    readonly timeouts: Required<NonNullable<Build['timeouts']>>;
    readonly retry: Required<NonNullable<Build['retry']>>;
  };

/** How a repository is built where neither it nor the chain's defaults say otherwise. */
export const DEFAULT_BUILD: CompleteBuild = {
  mode: 'build',
  workflows: ['build.yml', 'ci.yml'],
  dispatch: 'workflow_dispatch',
  inputs: {},
  payload: {},
  required_jobs: [],
  expected_duration: '10m',
  timeouts: { queue: '30m', build: '2h' },
  retry: {
    attempts: 2,
    backoff: '30s',
    maximum_backoff: '10m',
    // A failed build fails again more often than not; these say nothing about the code.
    on: ['cancelled', 'timed_out', 'startup_failure', 'stale'],
  },
};

/** Builds of a train at once. */
export const DEFAULT_BUILDS_AT_ONCE = 4;

/** Time between two looks at an actions run. */
export const DEFAULT_POLL = { withWebhooks: '5m', withoutWebhooks: '20s' } as const;

/** Title of a release, a template. */
export const DEFAULT_TITLE = '{chain} {version}';
