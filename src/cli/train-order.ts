import { userInfo } from 'node:os';
import { UserError } from '../app/user-error.ts';
import type { Chain } from '../domain/chain.ts';
import { cascadeTrainId, manualCascadeTrainId, releaseTrainId } from '../domain/ids.ts';
import { checkRequest } from '../domain/check-request.ts';
import { type CheckedRequest, parseCascadeInput, parseReleaseInput } from '../domain/train-request.ts';
import type { TrainRequest, Trigger } from '../domain/trigger.ts';
import type { TrainOrder } from '../engine/trains/start-train.ts';
import type { ParameterValues } from './options.ts';

/** What a person asks for: a version to release, or a repository whose push is to travel downstream. */
export type Ask =
  | { readonly kind: 'release'; readonly version: string; readonly parameters: ParameterValues }
  | {
      readonly kind: 'cascade';
      readonly repository: string;
      /** Without one, the head of its branch. */
      readonly commit: string | undefined;
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
  const parsed = order.kind === 'release' ? parseReleaseInput(order.input) : parseCascadeInput(order.input);
  return { order, request: inOrder(parsed.ok ? checkRequest(chain, parsed.request) : parsed) };
}

function orderOf({ name: chain }: Chain, ask: Ask): TrainOrder {
  const { parameters } = ask;
  const trigger: Trigger = { type: 'manual', by: { type: 'person', name: userInfo().username } };
  switch (ask.kind) {
    case 'release': {
      const { version } = ask;
      const trainId = releaseTrainId(chain, version);
      return { kind: 'release', trainId, input: { chain, version, parameters, trigger } };
    }
    case 'cascade': {
      const { repository, commit } = ask;
      const trainId =
        commit === undefined
          ? manualCascadeTrainId(chain, repository, Date.now())
          : cascadeTrainId(chain, repository, commit);
      const change = commit === undefined ? repository : { repository, commit };
      return { kind: 'cascade', trainId, input: { chain, changed: [change], parameters, trigger } };
    }
  }
}

function inOrder(checked: CheckedRequest): TrainRequest {
  if (checked.ok) return checked.request;
  throw new UserError(`This can't be started:\n${checked.problems.map((problem) => `  ${problem}`).join('\n')}`);
}
