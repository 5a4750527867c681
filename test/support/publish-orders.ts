import type { PublishOrder } from '../../src/domain/release/publish-order.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { releaseTarget } from './chains.ts';

/** The order to publish v1.4.0 of acme in acme/app, of nothing yet; a test names only what it is about. */
export function orderToPublish(differences: Partial<PublishOrder> = {}): PublishOrder {
  return {
    chain: 'acme',
    train: 'acme/release/v1.4.0',
    digest: '0a1b2c3d',
    kind: 'release',
    version: 'v1.4.0',
    owner: 'acme',
    name: 'app',
    tag: 'v1.4.0',
    commit: 'c'.repeat(40),
    title: 'Acme v1.4.0',
    onDefaultBranch: true,
    adopts: false,
    dryRun: false,
    gated: false,
    startedAt: Date.UTC(2026, 10, 21, 9),
    startedBy: 'Alice',
    parameters: {},
    policy: releaseTarget(),
    members: [],
    outputs: [],
    images: [],
    steps: [],
    timings: DEFAULT_TIMINGS,
    ...differences,
  };
}
