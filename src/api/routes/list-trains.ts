import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listTrains } from '../../engine/trains/list-trains.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { readChains, unknownChain } from '../chains.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { trainPage, trainPath } from '../links.ts';
import { ProblemAnswer } from '../problem.ts';
import { Time, TrainExecution, TrainKind } from '../schemas/train.ts';

const DEADLINE_MS = 5_000;

const TrainSummary = z.object({
  train: z.string(),
  kind: TrainKind,
  chain: z.string().nullable(),
  version: z.string().nullable(),
  state: z.string().nullable().meta({ description: 'The last state that the train told.' }),
  execution: TrainExecution,
  startedAt: Time,
  closedAt: Time.nullable(),
  location: z.string(),
  page: z.string().nullable(),
});

const schema = {
  summary: 'List trains, running ones first, then the newest',
  querystring: z.strictObject({
    chain: z.string().exactOptional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  response: { 200: z.object({ trains: z.array(TrainSummary) }), 404: ProblemAnswer, 503: ProblemAnswer },
};

/** `GET /trains`: what Temporal's index knows, a moment behind the truth. */
export function listTrainsRoute(dependencies: ApiDependencies): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get('/trains', { schema }, async ({ query, log }) => {
      const { client } = dependencies;
      const trains = await withinDeadline(client, DEADLINE_MS, () => listTrains(client, query));
      if (trains.length === 0 && query.chain !== undefined) {
        // A chain that left the configuration keeps its trains; a name that nobody ever used is a mistake.
        const chains = await readChains(dependencies, log);
        if (!chains.some(({ name }) => name === query.chain)) throw unknownChain(query.chain, chains);
      }
      const linked = trains.map((summary) => ({
        ...summary,
        location: trainPath(summary.train),
        page: trainPage(dependencies, summary.train),
      }));
      return { trains: linked };
    });
    done();
  };
}
