import type { DispatchRule, PushPolicy } from '../domain/push-policy.ts';
import type { QueuePolicy } from '../domain/queue/queue-policy.ts';
import type { TrainKind } from '../domain/trigger.ts';
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

/** How long a train with a failure waits for a person before it fails. */
export const DEFAULT_WAIT_FOR_PERSON = '0s';

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

/** How the trains of a chain share what there is, where it doesn't say. */
export const DEFAULT_QUEUE = {
  trains: 2,
  onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' },
} as const satisfies Omit<QueuePolicy, 'runners'>;

/** What a push starts where the repository doesn't say: a cascade, at once. */
export const DEFAULT_PUSH: PushPolicy = {
  workflows: [],
  jobs: [],
  buildsAgain: false,
  paths: [],
  ignoredPaths: [],
  content: [],
};

/** What starts trains where the chain doesn't say. */
export const DEFAULT_TRIGGERS = { afterCascade: 'none', cascadeRefs: 'heads' } as const;

/** A dispatch from elsewhere; its fields are in `standard-dispatches.ts`. */
export const DEFAULT_DISPATCH = { builds: 'receiver' } as const satisfies Partial<DispatchRule>;

const ALL_KINDS: readonly TrainKind[] = ['release', 'nightly', 'cascade'];

/** A gate that doesn't say for whom holds for everybody. */
export const DEFAULT_GATE = { kinds: ALL_KINDS, wait: '0s' } as const;

/** Who is told where the chain doesn't say: nobody. */
export const DEFAULT_TELLS = { statuses: false } as const;

/** A webhook that is told. */
export const DEFAULT_TELL_WEBHOOK = {
  format: 'cascade',
  on: ['settled', 'person-needed'],
  kinds: ALL_KINDS,
  required: false,
} as const;

/** A train that starts by itself: a nightly, where nothing else is said. */
export const DEFAULT_SCHEDULE = {
  kind: 'nightly',
  at: '02:00',
  timeZone: 'UTC',
  overlap: 'skip',
  catchUp: '1h',
} as const;

/** A signal to deploy; with `imagePayload` where the repository has images. */
export const DEFAULT_DEPLOY = {
  kinds: ['release'],
  eventType: 'deploy',
  payload: { tag: '{version}' },
  imagePayload: { tag: '{version}', image: '{image}' },
  required: false,
  marker: DEFAULT_BUILD.marker,
  timeout: '1h',
} as const;
