import type { Chain } from '../chain.ts';
import { planTrain } from '../plan.ts';
import type { TrainRequest } from '../trigger.ts';
import type { AdmissionAsk } from './admission.ts';
import { cascadeKey, nightlyKey } from './cascade-key.ts';
import { runnersOf } from './runners-of.ts';

/** What a train asks with: as it was asked for itself, before the chain filled in what was left open. */
export function admissionAsk(
  execution: Pick<AdmissionAsk, 'train' | 'runId'>,
  request: TrainRequest,
  chain: Chain,
): AdmissionAsk {
  const changed = request.kind === 'cascade' ? request.changed : [];
  const runners = runnersOf(planTrain(chain, request));
  return {
    ...execution,
    kind: request.kind,
    key: keyOf(request),
    changed,
    again: false,
    runners,
    policy: chain.queue,
  };
}

function keyOf(request: TrainRequest): string {
  switch (request.kind) {
    case 'release':
      return request.version;
    case 'nightly':
      return nightlyKey(request);
    case 'cascade':
      return cascadeKey(request);
  }
}
