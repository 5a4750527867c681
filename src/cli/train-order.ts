import { userInfo } from 'node:os';
import { UserError } from '../app/user-error.ts';
import type { Chain } from '../domain/chain.ts';
import { checkRequest } from '../domain/check-request.ts';
import { assertNever } from '../domain/exhaustive.ts';
import { cascadeTrainId, manualCascadeTrainId, nightlyTrainId, releaseTrainId } from '../domain/ids.ts';
import type { Lock } from '../domain/release/lock.ts';
import {
  type CheckedRequest,
  parseCascadeInput,
  parseNightlyInput,
  parseReleaseInput,
} from '../domain/train-request.ts';
import type { TrainRequest, Trigger } from '../domain/trigger.ts';
import { dayOf } from '../engine/trains/start-nightly.ts';
import type { TrainOrder } from '../engine/trains/start-train.ts';
import { lockedRefs } from './locked-refs.ts';
import type { ParameterValues } from './options.ts';

/** What a person asks for: a version to release, the nightly, or a repository whose push is to travel downstream. */
export type Ask =
  | {
      readonly kind: 'release';
      readonly version: string;
      readonly parameters: ParameterValues;
      /** By alias; stronger than the lock, as parameters are. */
      readonly refs: Readonly<Record<string, string>>;
      readonly lock: Lock | null;
      readonly dryRun: boolean;
    }
  | {
      readonly kind: 'nightly';
      readonly parameters: ParameterValues;
      readonly force: boolean;
      readonly dryRun: boolean;
    }
  | {
      readonly kind: 'cascade';
      readonly repository: string;
      /** Without one, the head of its branch. */
      readonly commit: string | undefined;
      /** The branch whose heads are preferred; without one, each repository's own. */
      readonly line: string | undefined;
      /** Whether nothing that depends on it is built. */
      readonly only: boolean;
      readonly parameters: ParameterValues;
    };

/** A train to start, and what it was found to ask for: the same that its workflow will find. */
export interface CheckedOrder {
  readonly order: TrainOrder;
  readonly request: TrainRequest;
}

/** Makes the order of a train and checks it against its chain. Throws a UserError that lists every problem. */
export function makeOrder(chain: Chain, ask: Ask): CheckedOrder {
  const order = orderOf(chain, ask);
  const parsed = parseInput(order);
  return { order, request: inOrder(parsed.ok ? checkRequest(chain, parsed.request) : parsed) };
}

function parseInput(order: TrainOrder): CheckedRequest {
  switch (order.kind) {
    case 'release':
      return parseReleaseInput(order.input);
    case 'nightly':
      return parseNightlyInput(order.input);
    case 'cascade':
      return parseCascadeInput(order.input);
    default:
      return assertNever(order);
  }
}

/** What isn't asked for is left out of the input, which people read in Temporal. */
function orderOf(chain: Chain, ask: Ask): TrainOrder {
  const trigger: Trigger = { type: 'manual', by: { type: 'person', name: userInfo().username } };
  const shared = { chain: chain.name, parameters: ask.parameters, trigger };
  switch (ask.kind) {
    case 'release': {
      const { version, dryRun, lock } = ask;
      const refs = { ...(lock === null ? {} : lockedRefs(chain, lock)), ...ask.refs };
      const parameters = { ...lock?.parameters, ...ask.parameters };
      const input = {
        ...shared,
        parameters,
        version,
        ...(Object.keys(refs).length > 0 && { refs }),
        ...(dryRun && { dryRun }),
      };
      return { kind: 'release', trainId: releaseTrainId(chain.name, version), input };
    }
    case 'nightly': {
      const { force, dryRun } = ask;
      const input = { ...shared, ...(force && { force }), ...(dryRun && { dryRun }) };
      return { kind: 'nightly', trainId: nightlyTrainId(chain.name, dayOf(Date.now())), input };
    }
    case 'cascade': {
      const { repository, commit, line, only } = ask;
      const isPlain = line === undefined && !only && Object.keys(ask.parameters).length === 0;
      const trainId =
        commit !== undefined && isPlain
          ? cascadeTrainId(chain.name, repository, commit)
          : manualCascadeTrainId(chain.name, repository, Date.now());
      const change = commit === undefined ? repository : { repository, commit };
      const input = { ...shared, changed: [change], ...(line !== undefined && { line }), ...(only && { only }) };
      return { kind: 'cascade', trainId, input };
    }
    default:
      return assertNever(ask);
  }
}

function inOrder(checked: CheckedRequest): TrainRequest {
  if (checked.ok) return checked.request;
  throw new UserError(`This can't be started:\n${checked.problems.map((problem) => `  ${problem}`).join('\n')}`);
}
