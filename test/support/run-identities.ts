import { formatMarker } from '../../src/domain/marker.ts';
import type { RunIdentity } from '../../src/domain/run-matching.ts';

/** How the actions run of a first attempt of acme/engine is told from others. */
export const IDENTITY: RunIdentity = {
  marker: { train: 'acme/release/v1.4.0', alias: 'engine', attempt: 1, digest: '0a1b2c3d' },
  event: 'workflow_dispatch',
  workflow: 'build.yml',
  branch: 'main',
  actor: 'cascade-bot',
};

/** The title of that run. */
export const MARKED = `Build ${formatMarker(IDENTITY.marker)}`;
