import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Chain } from '../../domain/chain.ts';
import { checkRequest } from '../../domain/check-request.ts';
import { assertNever } from '../../domain/exhaustive.ts';
import { cascadeTrainId, manualCascadeTrainId, releaseTrainId } from '../../domain/ids.ts';
import { type CheckedRequest, parseCascadeInput, parseReleaseInput } from '../../domain/train-request.ts';
import type { Trigger } from '../../domain/trigger.ts';
import { startTrain, type TrainOrder as EngineOrder } from '../../engine/trains/start-train.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { readChains, unknownChain } from '../chains.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { trainPage, trainPath } from '../links.ts';
import { Problem, ProblemAnswer } from '../problem.ts';
import { TrainKind } from '../schemas/train.ts';
import { TrainOrder } from '../schemas/train-order.ts';

const DEADLINE_MS = 5_000;

const StartedTrain = z.object({
  train: z.string(),
  kind: TrainKind,
  location: z.string().meta({ description: 'Where this API shows the train.' }),
  page: z.string().nullable().meta({ description: 'Its page in Temporal’s web UI, where that is known.' }),
});

/** `POST /trains`: a person, or a program of theirs, starts a train. */
export function startTrainRoute(dependencies: ApiDependencies): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post('/trains', { schema }, async (request, reply) => {
      const chains = await readChains(dependencies, request.log);
      const chain = chains.find(({ name }) => name === request.body.chain);
      if (chain === undefined) throw unknownChain(request.body.chain, chains);
      const order = orderOf(chain, request.body, Date.now());
      const { client, taskQueue } = dependencies;
      const options = { taskQueue, repeat: 'after-failure' } as const;
      const result = await withinDeadline(client, DEADLINE_MS, () => startTrain(client, order, options));
      if (!result.started) throw existing(order.trainId, result.because);
      const location = trainPath(order.trainId);
      const page = trainPage(dependencies, order.trainId);
      return reply
        .status(201)
        .header('location', location)
        .send({ train: order.trainId, kind: order.kind, location, page });
    });
    done();
  };
}

const schema = {
  summary: 'Start a train',
  body: TrainOrder,
  response: { 201: StartedTrain, 400: ProblemAnswer, 404: ProblemAnswer, 409: ProblemAnswer, 503: ProblemAnswer },
};

/** The API doesn't know its callers by name yet. */
const TRIGGER: Trigger = { type: 'manual', by: { type: 'person', name: 'the API' } };

function orderOf(chain: Chain, order: TrainOrder, now: number): EngineOrder {
  const parameters = order.parameters === undefined ? {} : { parameters: order.parameters };
  const shared = { chain: chain.name, ...parameters, trigger: TRIGGER };
  switch (order.kind) {
    case 'release': {
      const input = { ...shared, version: order.version };
      requireGood(chain, parseReleaseInput(input));
      return { kind: 'release', trainId: releaseTrainId(chain.name, order.version), input };
    }
    case 'cascade': {
      const input = { ...shared, changed: order.changed };
      requireGood(chain, parseCascadeInput(input));
      return { kind: 'cascade', trainId: cascadeId(chain.name, order.changed, now), input };
    }
    default:
      return assertNever(order);
  }
}

function requireGood(chain: Chain, parsed: CheckedRequest): void {
  const checked = parsed.ok ? checkRequest(chain, parsed.request) : parsed;
  if (!checked.ok) throw new Problem('invalid-request', checked.problems.join('; '), checked.problems);
}

/** Only one commit of one repository names a cascade: the same asked again is then the same train. */
function cascadeId(chain: string, changed: Extract<TrainOrder, { kind: 'cascade' }>['changed'], now: number): string {
  const [first, ...others] = changed;
  const { repository, commit } = typeof first === 'object' ? first : { repository: first ?? '', commit: undefined };
  return commit === undefined || others.length > 0
    ? manualCascadeTrainId(chain, repository, now)
    : cascadeTrainId(chain, repository, commit);
}

function existing(train: string, because: 'running' | 'closed'): Problem {
  return new Problem(
    'train-exists',
    because === 'running'
      ? `Train ${train} is running: see GET ${trainPath(train)}.`
      : `Train ${train} has succeeded, and is not repeated: see GET ${trainPath(train)}.`,
  );
}
