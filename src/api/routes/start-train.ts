import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actorOf } from '../../domain/access/caller.ts';
import { startForPerson } from '../../engine/trains/start-for-person.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { readChains, unknownChain } from '../chains.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { trainPage, trainPath } from '../links.ts';
import { orderOf } from '../order-of.ts';
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
      const now = Date.now();
      const order = orderOf(chain, request.body, actorOf(request.caller), now);
      const { client, taskQueue } = dependencies;
      const result = await withinDeadline(client, DEADLINE_MS, () =>
        startForPerson(client, order, { taskQueue, at: now }),
      );
      const { trainId: train } = result;
      if (!result.started) throw existing(train, result.because);
      const location = trainPath(train);
      const page = trainPage(dependencies, train);
      return reply.status(201).header('location', location).send({ train, kind: order.kind, location, page });
    });
    done();
  };
}

const schema = {
  summary: 'Start a train',
  body: TrainOrder,
  response: { 201: StartedTrain, 400: ProblemAnswer, 404: ProblemAnswer, 409: ProblemAnswer, 503: ProblemAnswer },
};

function existing(train: string, because: 'running' | 'closed'): Problem {
  return new Problem(
    'train-exists',
    because === 'running'
      ? `Train ${train} is running: see GET ${trainPath(train)}.`
      : `Train ${train} has succeeded, and is not repeated: see GET ${trainPath(train)}.`,
  );
}
