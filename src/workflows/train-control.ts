import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { checkCommand, endedUntold, retried } from '../domain/control/check-command.ts';
import { checkStandIn } from '../domain/control/check-stand-in.ts';
import { type RetryCommand, type SkipCommand, TRAIN_COMMANDS, type TrainCommand } from '../domain/control/command.ts';
import { parseCommand } from '../domain/control/parse-command.ts';
import type { Itinerary } from '../domain/orders.ts';
import { explain } from '../domain/reason.ts';
import type { PersonsEvent, TrainEvent } from '../domain/train-events.ts';
import type { TrainState, UnderwayTrain } from '../domain/train-state.ts';
import { answeringActivities } from './activities.ts';
import { type CommandInput, trainCommands } from './messages.ts';

/** Takes what people ask of a train: each command is refused with the reason, or becomes an event. */
export class TrainControl {
  readonly #state: () => TrainState;
  readonly #tell: (event: TrainEvent) => void;
  #itinerary: Itinerary | null = null;
  #over = false;

  /**
   * @param state how the train is at the moment
   * @param tell takes what has happened by a command
   */
  constructor(state: () => TrainState, tell: (event: TrainEvent) => void) {
    this.#state = state;
    this.#tell = tell;
    for (const type of TRAIN_COMMANDS) {
      setHandler(trainCommands[type], (input) => this.#obey(this.#checked(type, input)), {
        validator: (input) => {
          this.#checked(type, input);
        },
      });
    }
  }

  /** From now on commands are taken: the train is under way. */
  depart(itinerary: Itinerary): void {
    this.#itinerary = itinerary;
  }

  /** From now on commands are refused: the train has settled. */
  close(): void {
    this.#over = true;
  }

  #checked(type: TrainCommand['type'], input: CommandInput): TrainCommand {
    const parsed = parseCommand(type, input);
    if (!parsed.ok) throw refused(parsed.problems);
    const problems = checkCommand(this.#underway(), parsed.command);
    if (problems.length > 0) throw refused(problems);
    return parsed.command;
  }

  #underway(): UnderwayTrain {
    const state = this.#state();
    if (this.#over) throw refused(['the train has ended']);
    if (state.stage === 'underway') return state;
    throw refused(['the train is not under way yet: ask again once it builds, or cancel it with Temporal']);
  }

  #departed(): Itinerary {
    if (this.#itinerary === null) throw new Error('Internal error, please report: the train has not departed');
    return this.#itinerary;
  }

  async #obey(command: TrainCommand): Promise<string> {
    const event = await this.#eventOf(command);
    // What took its time may be out of date by now.
    const problems = checkCommand(this.#underway(), command);
    if (problems.length > 0) throw refused(problems);
    if (event.type === 'retried' && event.aliases.length === 0 && !event.publishing) {
      throw refused(['another command has had it made again meanwhile']);
    }
    this.#tell({ ...event, at: Date.now() });
    return answerOf(event);
  }

  async #eventOf(command: TrainCommand): Promise<PersonsEvent> {
    const { by, why } = command;
    switch (command.type) {
      case 'pause':
        return { type: 'paused', by, why };
      case 'resume':
        return { type: 'resumed', by, why };
      case 'cancel':
        return { type: 'cancelled', by, why, runs: command.runs, draft: command.draft };
      case 'retry':
        return this.#retry(command);
      case 'skip':
        return this.#skip(command);
      case 'set-limits':
        return { type: 'limits-set', by, why, builds: command.builds };
    }
  }

  async #retry(command: RetryCommand): Promise<PersonsEvent> {
    const { train } = this.#departed();
    const { aliases, publishing } = retried(this.#underway(), command);
    const untold = endedUntold(this.#underway(), aliases);
    const made = untold.map(
      async (alias) => [alias, await answeringActivities().attemptsMade({ train, alias })] as const,
    );
    const known = Object.fromEntries(await Promise.all(made));
    // Another command may have had some of them made again meanwhile.
    const now = retried(this.#underway(), command);
    const { by, why, how } = command;
    return {
      type: 'retried',
      by,
      why,
      how,
      aliases: aliases.filter((alias) => now.aliases.includes(alias)),
      publishing: publishing && now.publishing,
      made: known,
    };
  }

  async #skip({ by, why, build: alias, from }: SkipCommand): Promise<PersonsEvent> {
    const earlier = await answeringActivities().readEarlierBuild({ train: from, alias });
    if (!earlier.ok) throw refused([earlier.why]);
    const reason = { code: 'skipped-by-person', by, why, train: from } as const;
    const { chain, commit, version, run, artifacts } = earlier;
    const outcome = { status: 'skipped', reason, commit, version, run, artifacts } as const;
    const problems = checkStandIn(this.#departed(), alias, { ...outcome, chain });
    if (problems.length > 0) throw refused(problems);
    return { type: 'skipped', by, why, alias, outcome };
  }
}

function answerOf(event: PersonsEvent): string {
  switch (event.type) {
    case 'paused':
      return 'paused: nothing new starts, and what runs goes on';
    case 'resumed':
      return 'goes on';
    case 'cancelled':
      return 'is being cancelled';
    case 'retried':
      return `retries ${[...event.aliases, ...(event.publishing ? ['publishing'] : [])].join(', ')}`;
    case 'skipped':
      return `${event.alias}: ${explain(event.outcome.reason)}`;
    case 'limits-set':
      return `builds at once: ${event.builds}`;
  }
}

function refused(problems: readonly string[]): ApplicationFailure {
  return ApplicationFailure.create({
    message: problems.join('; '),
    type: 'CommandRefused',
    nonRetryable: true,
    details: [problems],
  });
}
