import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { UserError } from '../app/user-error.ts';
import type { Actor } from '../domain/trigger.ts';
import type { Ballot } from '../domain/approvals/ballot.ts';
import { commandTrain } from '../engine/trains/command-train.ts';
import { listTrains } from '../engine/trains/list-trains.ts';
import { readTrain } from '../engine/trains/read-train.ts';
import { handInVote } from '../engine/trains/hand-in-vote.ts';
import { startForPerson } from '../engine/trains/start-for-person.ts';
import type { StartResult } from '../engine/trains/start-train.ts';
import type { Temporal } from './temporal.ts';
import type { Trains } from './trains.ts';

/** The trains of a Temporal server, and the person whom the operating system knows. */
export function trainsInTemporal(temporal: Temporal, taskQueue: string): Trains {
  return {
    async read(train) {
      const report = await temporal.ask((client) => readTrain(client, train));
      return report === null ? null : { ...report, page: temporal.pageOf(train) };
    },
    list: (wanted) => temporal.ask((client) => listTrains(client, wanted)),
    async start(order) {
      const result = await temporal.ask((client) => startForPerson(client, order, { taskQueue, at: Date.now() }));
      if (!result.started) throw alreadyThere(result);
      return { train: result.trainId, page: temporal.pageOf(result.trainId) };
    },
    command(train, { input, ...command }) {
      const by: Actor = { type: 'person', name: userInfo().username };
      return temporal.ask((client) => commandTrain(client, train, { ...command, input: { ...input, by } }));
    },
    vote(train, ballot) {
      if (ballot.type === 'named') throw nobodyVouches(ballot);
      return temporal.ask((client) => handInVote(client, train, ballot, randomUUID()));
    },
  };
}

function nobodyVouches({ vote: { verdict } }: Extract<Ballot, { type: 'named' }>): UserError {
  return new UserError(
    'Temporal knows nobody by name, so somebody must vouch for you: set CASCADE_API_URL and CASCADE_TOKEN, and the API does; ' +
      `or sign a statement with your key, as \`cascade ${verdict} --help\` shows.`,
  );
}

function alreadyThere({ trainId, because }: Extract<StartResult, { started: false }>): UserError {
  const look = `\`cascade status ${trainId}\` shows it.`;
  return because === 'running'
    ? new UserError(`${trainId} is under way already: ${look}`)
    : new UserError(`${trainId} succeeded already, and only a train that failed can be repeated: ${look}`);
}
