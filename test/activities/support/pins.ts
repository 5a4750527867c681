import type { PinInput, Pins } from '../../../src/activities/pin-commits.ts';
import type { TrainRequest, Trigger } from '../../../src/domain/trigger.ts';
import { releaseOf } from '../../support/requests.ts';
import { TRAIN } from './builds.ts';
import { perform } from './one-try.ts';
import { SMALL, type Stage } from './stage.ts';

/** Somebody started the train at the command line. */
export const BY_HAND: Trigger = { type: 'manual', by: { type: 'person', name: 'somebody' } };

/** A release of the small chain. */
export function release(version = 'v1.4.0', trigger: Trigger = BY_HAND): TrainRequest {
  return releaseOf(SMALL, { version, trigger });
}

/** When the trains of these tests started. */
export const STARTED = Date.UTC(2026, 10, 21, 9);

/** Pins every repository of the chain, for the first execution of a train. */
export function pinning(stage: Stage, differences: Partial<PinInput> = {}): Promise<Pins> {
  const { chain = SMALL } = differences;
  const aliases = chain.repositories.map(({ alias }) => alias);
  const own = { chain, train: TRAIN, firstExecutionRunId: 'one', startedAt: STARTED, request: release(), aliases };
  return perform(stage.activities.pinCommits, { ...own, ...differences });
}
