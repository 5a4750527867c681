import type { Chain } from '../domain/chain.ts';
import { checkRequest } from '../domain/check-request.ts';
import { assertNever } from '../domain/exhaustive.ts';
import { cascadeTrainId, manualCascadeTrainId, nightlyTrainId, releaseTrainId } from '../domain/ids.ts';
import {
  type CheckedRequest,
  parseCascadeInput,
  parseNightlyInput,
  parseReleaseInput,
} from '../domain/train-request.ts';
import type { Actor, Trigger } from '../domain/trigger.ts';
import { dayOf } from '../engine/trains/start-nightly.ts';
import type { TrainOrder as EngineOrder } from '../engine/trains/start-train.ts';
import { Problem } from './problem.ts';
import type { TrainOrder } from './schemas/train-order.ts';

/**
 * The order of a train as the engine takes it, checked against its chain. Throws a Problem that lists all that is wrong.
 * @param by who asks for it
 * @param now milliseconds since the epoch
 */
export function orderOf(chain: Chain, asked: TrainOrder, by: Actor, now: number): EngineOrder {
  const trigger: Trigger = { type: 'manual', by };
  switch (asked.kind) {
    case 'release': {
      const { kind, ...fields } = asked;
      const input = { ...fields, trigger };
      requireGood(chain, parseReleaseInput(input));
      return { kind, trainId: releaseTrainId(chain.name, asked.version), input };
    }
    case 'nightly': {
      const { kind, ...fields } = asked;
      const input = { ...fields, trigger };
      requireGood(chain, parseNightlyInput(input));
      return { kind, trainId: nightlyTrainId(chain.name, dayOf(now)), input };
    }
    case 'cascade': {
      const { kind, ...fields } = asked;
      const input = { ...fields, trigger };
      requireGood(chain, parseCascadeInput(input));
      return { kind, trainId: cascadeId(chain.name, asked, now), input };
    }
    default:
      return assertNever(asked);
  }
}

function requireGood(chain: Chain, parsed: CheckedRequest): void {
  const checked = parsed.ok ? checkRequest(chain, parsed.request) : parsed;
  if (!checked.ok) throw new Problem('invalid-request', checked.problems.join('; '), checked.problems);
}

type CascadeAsked = Extract<TrainOrder, { kind: 'cascade' }>;

/** Only one commit of one repository, and what depends on it, names a cascade: the same asked again is then the same train. */
function cascadeId(chain: string, { changed, line, only = false, parameters = {} }: CascadeAsked, now: number): string {
  const [first, ...others] = changed;
  const { repository, commit } = typeof first === 'object' ? first : { repository: first ?? '', commit: undefined };
  const isPlain = others.length === 0 && line === undefined && !only && Object.keys(parameters).length === 0;
  return commit !== undefined && isPlain
    ? cascadeTrainId(chain, repository, commit)
    : manualCascadeTrainId(chain, repository, now);
}
