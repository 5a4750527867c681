import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { readTrain } from '../../engine/trains/read-train.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { trainPage } from '../links.ts';
import { Problem, ProblemAnswer } from '../problem.ts';
import { Time, TrainExecution, TrainKind, TrainView } from '../schemas/train.ts';

// Longer than the workers are asked for the states of a train and its builds.
const DEADLINE_MS = 8_000;

const TrainReport = z.object({
  train: z.string(),
  kind: TrainKind,
  execution: TrainExecution,
  startedAt: Time,
  closedAt: Time.nullable(),
  view: TrainView.nullable().meta({ description: '`null` where no worker answered, or there was nothing to tell.' }),
  failure: z.string().nullable().meta({ description: 'Why it ended other than well.' }),
  page: z.string().nullable(),
});

const schema = {
  summary: 'Read a train; its id, with the slashes in it, is the rest of the path',
  params: z.object({ '*': z.string() }),
  response: { 200: TrainReport, 404: ProblemAnswer, 503: ProblemAnswer },
};

/** `GET /trains/{id}`: one train with its builds, and the reason of each. */
export function readTrainRoute(dependencies: ApiDependencies): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get('/trains/*', { schema }, async ({ params: { '*': id } }) => {
      const { client } = dependencies;
      const report = await withinDeadline(client, DEADLINE_MS, () => readTrain(client, id));
      if (report === null) {
        throw new Problem('unknown-train', `There is no train "${id}". GET /trains lists those that there are.`);
      }
      return { ...report, page: trainPage(dependencies, id) };
    });
    done();
  };
}
