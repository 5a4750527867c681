import type { IncomingMessage } from 'node:http';

import type { Commands } from './commands/command.ts';
import { optional, required } from './commands/command.ts';
import { circumstanceCommands } from './commands/circumstance-commands.ts';
import { faultCommand } from './commands/fault-command.ts';
import { personCommands } from './commands/person-commands.ts';
import { releaseCommands } from './commands/release-commands.ts';
import { webhookCommands } from './commands/webhook-commands.ts';
import { textsField } from './routes/fields.ts';
import type { Answer } from './server/answer.ts';
import { notFound, Refusal } from './server/answer.ts';
import { readJson } from './server/read-json.ts';
import type { Simulator } from './simulator.ts';

/** What another process may ask of the simulator itself; simulator/remote.ts is the client. */
const commands: Commands = {
  ...personCommands,
  ...releaseCommands,
  ...faultCommand,
  ...webhookCommands,
  ...circumstanceCommands,
  'GET /_simulator/requests': (simulator) => simulator.requests(),
  'GET /_simulator/deliveries': (simulator) => simulator.deliveries(),
  'GET /_simulator/violations': (simulator) => simulator.violations(),
  'GET /_simulator/runs': (simulator, _, query) => simulator.runs(query.get('repository') ?? undefined),
  'GET /_simulator/releases': (simulator, _, query) => simulator.releases(query.get('repository') ?? ''),
  'POST /_simulator/push': (simulator, body) =>
    simulator.push(required(body, 'repository'), {
      ...optional(body, 'branch'),
      ...optional(body, 'message'),
      ...optional(body, 'login'),
      files: textsField(body, 'files'),
    }),
  'POST /_simulator/release-held': (simulator, body) => {
    simulator.release(required(body, 'repository'));
    return {};
  },
};

/** Answers `/_simulator/...`: neither recorded nor checked. */
export function makeControl(simulator: Simulator): (request: IncomingMessage, url: URL) => Promise<Answer> {
  return async (request, url) => {
    const command = commands[`${request.method ?? ''} ${url.pathname}`];
    if (command === undefined) throw notFound();
    const body = await readJson(request);
    try {
      return { status: 200, body: await command(simulator, body, url.searchParams) };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(422, error instanceof Error ? error.message : String(error));
    }
  };
}
