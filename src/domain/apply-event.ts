import { assertNever } from './exhaustive.ts';
import { gatesBefore } from './gates-of.ts';
import { lateRun } from './late-run.ts';
import type { PersonsEvent, TrainEvent } from './train-events.ts';
import type { Again, BuildOutcome, BuildState, CommandRecord, GateState, UnderwayTrain } from './train-state.ts';
import { nameOf } from './trigger.ts';

/** The state after an event. An event about a build that is not in the plan is a bug of ours and throws. */
export function apply(before: UnderwayTrain, event: TrainEvent): UnderwayTrain {
  const state = { ...before, at: event.at };
  switch (event.type) {
    case 'build-started':
      return withBuild(state, event.alias, { status: 'running', startedAt: event.at });
    case 'build-settled':
      return settled(state, event.alias, event.outcome);
    case 'run-seen':
      return takenUp(state, event);
    case 'publishing':
      return { ...state, publishing: event.state };
    case 'follow-up':
      return { ...state, followUp: event.state };
    case 'artifacts-expired':
      return revived(state, event);
    case 'place':
      return { ...state, place: event.place };
    case 'shares':
      return { ...state, shares: event.shares };
    case 'gate-reached':
      return withGate(state, event.gate, ({ since }) => ({ since: since ?? event.at }));
    case 'voted':
      return withGate(state, event.vote.gate, ({ votes }) => ({ votes: [...votes, event.vote] }));
    case 'time-passed':
      return state;
    case 'draft-discarded':
      return recorded(state, { at: event.at, by: 'Cascade', what: event.what, why: event.why });
    case 'paused':
    case 'resumed':
    case 'cancelled':
    case 'retried':
    case 'skipped':
    case 'limits-set':
      return recorded(byPerson(state, event), {
        at: event.at,
        by: nameOf(event.by),
        what: wordsOf(event),
        why: event.why,
      });
    default:
      return assertNever(event);
  }
}

function byPerson(state: UnderwayTrain, event: PersonsEvent & { readonly at: number }): UnderwayTrain {
  switch (event.type) {
    case 'paused':
      return { ...state, paused: event.by };
    case 'resumed':
      return { ...state, paused: null };
    case 'cancelled':
      return { ...state, cancelled: { by: event.by, runs: event.runs, draft: event.draft } };
    case 'retried': {
      const publishing = event.publishing ? ({ status: 'waiting' } as const) : state.publishing;
      return again({ ...state, publishing, revived: [] }, event.aliases, (build, alias) =>
        goingOn(build, event.how, event.made[alias]),
      );
    }
    case 'skipped':
      return settled(state, event.alias, event.outcome);
    case 'limits-set':
      return { ...state, limit: event.builds };
    default:
      return assertNever(event);
  }
}

/** Keeps so many of the commands that were carried out: whoever needs all of them reads the history. */
const COMMANDS_SHOWN = 50;

function recorded(state: UnderwayTrain, record: CommandRecord): UnderwayTrain {
  return { ...state, commands: [...state.commands, record].slice(-COMMANDS_SHOWN) };
}

function wordsOf(event: PersonsEvent): string {
  switch (event.type) {
    case 'paused':
    case 'resumed':
      return event.type;
    case 'cancelled':
      return `cancelled, and ${event.runs === 'leave' ? 'left' : 'cancelled'} its actions runs`;
    case 'retried':
      return `retried ${[...event.aliases, ...(event.publishing ? ['publishing'] : [])].join(', ')}`;
    case 'skipped':
      return `skipped ${event.alias}`;
    case 'limits-set':
      return `set builds at once to ${event.builds}`;
    default:
      return assertNever(event);
  }
}

function again(
  state: UnderwayTrain,
  aliases: readonly string[],
  from: (build: BuildState | undefined, alias: string) => Again,
): UnderwayTrain {
  return aliases.reduce(
    (next, alias) => withBuild(next, alias, { status: 'waiting', again: from(next.builds[alias], alias) }),
    state,
  );
}

/** Only as long as the build stands where that run left it: meanwhile a person may have had it done again otherwise. */
function takenUp(state: UnderwayTrain, { alias, run }: Extract<TrainEvent, { type: 'run-seen' }>): UnderwayTrain {
  if (lateRun(state, alias, run) === null) return state;
  const what = `takes up ${alias}, whose actions run ${run.id} was run again and is green`;
  return again(recorded(state, { at: state.at, by: 'Cascade', what, why: '' }), [alias], (build) => ({
    attempts: build?.status === 'failed' ? build.attempts : 0,
    run,
    how: 'follow',
    lookFirst: false,
  }));
}

/** Each build is made again once: where that has expired, too, another would do no better. */
function revived(
  state: UnderwayTrain,
  { aliases, why }: Extract<TrainEvent, { type: 'artifacts-expired' }>,
): UnderwayTrain {
  if (aliases.some((alias) => state.revived.includes(alias))) {
    const advice =
      'It was built again for that once already: have it keep its artifacts longer, and start the release again.';
    return { ...state, publishing: { status: 'failed', at: state.at, why: `${why.replace(/\.$/, '')}. ${advice}` } };
  }
  const waiting = {
    ...withoutVotes(state, 'publishing'),
    publishing: { status: 'waiting' },
    revived: [...state.revived, ...aliases],
  } as const;
  const what = `has ${aliases.join(', ')} built again`;
  return again(recorded(waiting, { at: state.at, by: 'Cascade', what, why }), aliases, afresh);
}

/** What people agreed to is not what there will be: they are asked anew. */
function withoutVotes(state: UnderwayTrain, before: GateState['gate']['before']): UnderwayTrain {
  return gatesBefore(state, before).reduce(
    (next, { gate }) => withGate(next, gate.name, () => ({ since: null, votes: [] })),
    state,
  );
}

/** The number of an attempt stands in its marker: it is used again only where its run may go on, and is looked for. */
function goingOn(build: BuildState | undefined, how: Again['how'], made = 0): Again {
  if (build?.status !== 'failed') return { attempts: made, run: null, how, lookFirst: false };
  if (made > build.attempts) return { attempts: made - 1, run: null, how, lookFirst: true };
  return { attempts: build.attempts, run: build.run, how, lookFirst: false };
}

/** Its run succeeded, and only what it left is gone: it is no use to look at it. */
function afresh(build: BuildState | undefined): Again {
  const attempts = build?.status === 'succeeded' ? build.attempts : 0;
  return { attempts, run: null, how: 'new-attempt', lookFirst: false };
}

function settled(state: UnderwayTrain, alias: string, outcome: BuildOutcome): UnderwayTrain {
  const before = state.builds[alias];
  const startedAt = before?.status === 'running' ? before.startedAt : null;
  return withBuild(state, alias, { ...outcome, startedAt, settledAt: state.at });
}

function withBuild(state: UnderwayTrain, alias: string, build: BuildState): UnderwayTrain {
  if (!Object.hasOwn(state.builds, alias))
    throw new Error(`Internal error, please report: ${alias} is not in the plan`);
  // No spread: the bundler writes it out as a loop, and a train starts a thousand builds in one workflow task.
  return { ...state, builds: Object.assign({}, state.builds, { [alias]: build }) };
}

function withGate(state: UnderwayTrain, name: string, change: (gate: GateState) => Partial<GateState>): UnderwayTrain {
  const gate = state.gates[name];
  if (gate === undefined) throw new Error(`Internal error, please report: the train has no gate ${name}`);
  return { ...state, gates: { ...state.gates, [name]: { ...gate, ...change(gate) } } };
}
