import fc from 'fast-check';
import { nextActions, type TrainAction } from '../../src/domain/next-actions.ts';
import { type Plan, planTrain } from '../../src/domain/plan.ts';
import { apply } from '../../src/domain/apply-event.ts';
import { depart } from '../../src/domain/depart.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { passed, type PublishingState, type UnderwayTrain } from '../../src/domain/train-state.ts';
import { chain, recipe, repository } from './chains.ts';
import { dagsWithSome } from './dags.ts';
import { cascadeOf, releaseOf } from './requests.ts';
import { byAlice, type OUTCOMES, PUBLISHED, settled } from './trains.ts';

/** A whole train, from its departure to its end: each event with the state before it. */
export interface Journey {
  readonly plan: Plan;
  readonly steps: readonly Step[];
  readonly last: UnderwayTrain;
  readonly end: 'succeeded' | 'failed' | 'cancelled';
}

export interface Step {
  readonly before: UnderwayTrain;
  readonly event: TrainEvent;
}

interface Script {
  readonly plan: Plan;
  readonly limit: number;
  /** How the builds end, in the order of the plan. */
  readonly endings: readonly (keyof typeof OUTCOMES)[];
  readonly publishing: 'published' | 'failed' | 'cancelled';
  /** What comes in while the train waits, several at once; afterwards it is resumed, and one build settles at a time. */
  readonly incidents: readonly (readonly Incident[])[];
}

/** A number settles that one of what runs. */
type Incident = number | 'paused' | 'resumed' | 'cancelled';

/** Journeys of any kind; without cancellation only where that is asked for. */
export function journeys(people: readonly Incident[] = ['paused', 'resumed', 'cancelled']): fc.Arbitrary<Journey> {
  const incident = fc.oneof(
    { arbitrary: fc.nat(7), weight: 4 },
    { arbitrary: fc.constantFrom<Incident>(...people), weight: 1 },
  );
  const ending = fc.constantFrom(
    ...(['succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled', 'skipped', 'reused'] as const),
  );
  return fc
    .record<Script>({
      plan: plans(),
      limit: fc.integer({ min: 1, max: 4 }),
      endings: fc.oneof(
        fc.array(ending, { minLength: 8, maxLength: 8 }),
        fc.constant(Array.from({ length: 8 }, () => 'succeeded' as const)),
      ),
      publishing: fc.constantFrom('published', 'failed', 'cancelled'),
      incidents: fc.array(fc.array(incident, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
    })
    .map(travel);
}

/** Plans of a release of a whole chain, or of a cascade through part of one, with any durations and kinds of work. */
function plans(): fc.Arbitrary<Plan> {
  const build = fc.option(fc.integer({ min: 1, max: 5 }).map((expectedDuration) => recipe({ expectedDuration })));
  return fc.tuple(dagsWithSome(), fc.array(build, { minLength: 8, maxLength: 8 })).map(([[nodes, changed], builds]) => {
    const whole = chain(
      nodes.map(({ alias, needs }, index) => repository(alias, { needs, build: builds[index] ?? null })),
    );
    return planTrain(whole, changed.length === 0 ? releaseOf(whole) : cascadeOf(whole, changed));
  });
}

function travel(script: Script): Journey {
  const { plan, limit, incidents } = script;
  const steps: Step[] = [];
  let train = depart(plan, { at: 0, digest: 'd1', limit, shares: {}, patience: 0, gates: [], reused: {} });
  const occur = (said: TrainEvent) => {
    // Time doesn't go back, whatever the order of what occurs.
    const event = { ...said, at: Math.max(train.at, said.at) };
    steps.push({ before: train, event });
    train = apply(train, event);
  };
  const waits = [...incidents];
  // Every round but those of the incidents starts, settles, passes, resumes or publishes something, or ends the train; a
  // train that was paused has given its place back, and takes it again.
  const rounds = incidents.length * 4 + plan.builds.length * 2 + 10;
  for (let round = 0; round < rounds; round += 1) {
    const actions = nextActions(train);
    for (const action of actions) {
      if (action.type === 'settle') return { plan, steps, last: train, end: action.as };
      occur(carriedOut(action));
    }
    if (actions.length > 0) continue;
    for (const incident of waits.shift() ?? [train.paused === null ? 0 : 'resumed']) {
      const event = typeof incident === 'number' ? settling(train, incident, script) : byAlice(incident);
      if (event !== null) occur(event);
    }
  }
  throw new Error(`The train does not settle: ${JSON.stringify(train)}`);
}

function carriedOut(action: Exclude<TrainAction, { type: 'settle' }>): TrainEvent {
  switch (action.type) {
    case 'pass':
      return { type: 'build-settled', at: 1, alias: action.build.alias, outcome: passed(action.build.kind) };
    case 'start-build':
      return { type: 'build-started', at: 1, alias: action.build.alias };
    case 'publish':
      return {
        type: 'publishing',
        at: 1,
        state: { status: 'running', startedAt: 1, draft: null, word: 'none' },
      };
    case 'reach-gate':
      return { type: 'gate-reached', at: 1, gate: action.gate };
    case 'tell-publisher':
      return { type: 'time-passed', at: 1 };
    case 'follow-up':
      return { type: 'follow-up', at: 1, state: { status: 'done', at: 1, told: [] } };
    case 'give-place-back':
      return { type: 'place', at: 1, place: 'given-back' };
    case 'ask-for-place':
      return { type: 'place', at: 1, place: 'held' };
  }
}

function settling(train: UnderwayTrain, which: number, { plan, endings, publishing }: Script): TrainEvent | null {
  if (train.publishing.status === 'running') return { type: 'publishing', at: 2, state: endOfPublishing(publishing) };
  const aliases = runningBuilds(train);
  const alias = aliases[which % aliases.length];
  if (alias === undefined) return null;
  return settled(alias, endings[plan.builds.findIndex((build) => build.alias === alias)]);
}

function endOfPublishing(status: Script['publishing']): PublishingState {
  switch (status) {
    case 'published':
      return { status, at: 2, release: PUBLISHED };
    case 'failed':
      return { status, at: 2, why: 'GitHub refused a file' };
    case 'cancelled':
      return { status, at: 2 };
  }
}

/** The aliases of the builds that run. */
export function runningBuilds({ builds }: UnderwayTrain): readonly string[] {
  return Object.keys(builds).filter((alias) => builds[alias]?.status === 'running');
}
