import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actorOf, type Caller } from '../../domain/access/caller.ts';
import { parseCommand } from '../../domain/control/parse-command.ts';
import { commandTrain, type GivenCommand } from '../../engine/trains/command-train.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { messageOf } from '../commanded.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { Problem, ProblemAnswer } from '../problem.ts';
import { IdempotencyHeaders, updateIdOf } from '../schemas/idempotency.ts';
import { TrainCommandOrder } from '../schemas/train-command.ts';

// A skip reads what an earlier train left, before it is answered.
const DEADLINE_MS = 8_000;

const CarriedOut = z.object({
  train: z.string(),
  command: z.string(),
  message: z.string().meta({ description: 'What it does.' }),
});

const schema = {
  summary: 'Pause, resume, cancel, retry, skip or limit what a train does; the slashes of its id may stay as they are',
  params: z.object({ train: z.string() }),
  headers: IdempotencyHeaders,
  body: TrainCommandOrder,
  response: {
    200: CarriedOut,
    400: ProblemAnswer,
    404: ProblemAnswer,
    409: ProblemAnswer,
    422: ProblemAnswer,
    503: ProblemAnswer,
  },
};

/** `POST /trains/{id}/commands`: a person, or a program of theirs, takes a train in hand. */
export function commandTrainRoute({ client }: ApiDependencies): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post('/trains/:train/commands', { schema }, async ({ params: { train }, body, headers, caller }) => {
      const command = given(body, caller, updateIdOf(caller, body.command, headers));
      const commanded = await withinDeadline(client, DEADLINE_MS, () => commandTrain(client, train, command));
      return { train, command: body.command, message: messageOf(train, commanded, 'command-refused') };
    });
    done();
  };
}

function given({ command: type, ...wishes }: TrainCommandOrder, caller: Caller, updateId: string): GivenCommand {
  const input = { ...wishes, by: actorOf(caller) };
  const parsed = parseCommand(type, input);
  if (!parsed.ok) throw new Problem('command-unclear', parsed.problems.join('; '), parsed.problems);
  return { type, input, updateId };
}
