import type { FleetEvents } from '../../domain/fleet/fleet-event.ts';

/** The runners where nobody says which. */
export const DEFAULT_RUNS_ON = ['ubuntu-24.04'] as const;

/** The branch that a repository is thought to have where the chain builds its default branch. */
export const DEFAULT_BRANCH = 'main';

/** How long a job of CI may take. */
export const DEFAULT_CI_TIMEOUT = '1h';

/** The event that starts a build where the chain dispatches none of its own. */
export const DEFAULT_EVENT_TYPE = 'cascade-build';

/** The cache of self-hosted runners, but for its root, which nobody can guess. */
export const DEFAULT_CACHE = { budget: '50GiB', free: '10GiB', keep: 3 } as const;

/** What events start; Cascade sees pushes and ended runs by itself. */
export const DEFAULT_EVENTS: FleetEvents = { push: ['ci'], pull_request: ['ci'], release: ['build'] };

/** The same of a repository with nothing but documents: its pushes are told. */
export const DOCUMENTS_EVENTS: FleetEvents = { push: ['chain'], pull_request: [], release: [] };
