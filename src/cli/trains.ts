import type { Environment } from '../config/environment.ts';
import type { Ballot } from '../domain/approvals/ballot.ts';
import type { Commanded, GivenCommand } from '../engine/trains/command-train.ts';
import type { TrainSummary } from '../engine/trains/list-trains.ts';
import type { TrainReport } from '../engine/trains/read-train.ts';
import type { TrainOrder } from '../engine/trains/start-train.ts';
import { trainsOverApi } from './remote/trains-over-api.ts';
import { withTemporal } from './temporal.ts';
import { trainsInTemporal } from './trains-in-temporal.ts';

/** The trains that a command is about, wherever it finds them: in Temporal itself, or through an API. */
export interface Trains {
  /** One train as it stands now; `null` where there is none of that id. */
  read(train: string): Promise<SeenTrain | null>;
  /** Running ones first, then the newest. */
  list(wanted: { readonly chain?: string; readonly limit: number }): Promise<readonly TrainSummary[]>;
  /** Starts a train. Throws a UserError where it runs already, or was carried out for good. */
  start(order: TrainOrder): Promise<StartedTrain>;
  /** Gives a train a command in the name of the person at the keyboard. */
  command(train: string, command: GivenCommand): Promise<Commanded>;
  /** Hands in what a person says to a gate. Throws a UserError where nobody can tell who that is. */
  vote(train: string, ballot: Ballot): Promise<Commanded>;
}

/** A train, and its page in Temporal's web UI, where that is known. */
export interface SeenTrain extends TrainReport {
  readonly page: string | null;
}

/** A train that was started, and its page, where we know one. */
interface StartedTrain {
  readonly train: string;
  readonly page: string | null;
}

/** Does something with the trains: through the API that the environment names, else with Temporal. */
export async function withTrains<T>(environment: Environment, work: (trains: Trains) => Promise<T>): Promise<T> {
  if (environment.remoteApi !== null) return work(trainsOverApi(environment.remoteApi));
  return withTemporal(environment, (temporal) => work(trainsInTemporal(temporal, environment.taskQueue)));
}
