import type { ObtainingEvent } from '../../../src/domain/obtaining.ts';
import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import type { Execution } from './execution.ts';
import { runRef } from './github-model.ts';
import type { Model } from './model.ts';
import { startRuns } from './start-runs.ts';
import type { PostFate, Trip } from './story.ts';
import type { Process } from './virtual-time.ts';

export type Answer = Extract<ObtainingEvent, { type: 'answered' }>['answer'];

/** After so long the client gives a request up. */
const CLIENT_TIMEOUT = 30_000;

/** The activity `startActionsRun`, as the workflow sees it: an answer, or that the engine has given its worker up. */
export function* dispatch(model: Model, execution: Execution, fate: PostFate, deadline: number): Process<Answer> {
  const activity = new DispatchActivity(model, execution, fate, deadline);
  model.time.start(activity.work());
  const scheduled = model.time.now;
  yield* model.time.until(() => activity.answer !== null, scheduled + DEFAULT_TIMINGS.dispatchTimeout);
  activity.answer ??= unclear('the dispatch timed out');
  return activity.answer;
}

/** One dispatch in a worker. It goes on whether or not anybody waits for it. */
class DispatchActivity {
  readonly #model: Model;
  readonly #execution: Execution;
  readonly #attempt: number;
  readonly #fate: PostFate;
  readonly #scheduled: number;
  readonly #deadline: number;
  /** The first counts; a zombie's is refused. */
  answer: Answer | null = null;

  constructor(model: Model, execution: Execution, fate: PostFate, deadline: number) {
    this.#model = model;
    this.#execution = execution;
    this.#attempt = execution.attempt;
    this.#fate = fate;
    this.#scheduled = model.time.now;
    this.#deadline = deadline;
  }

  *work(): Process<void> {
    const { time } = this.#model;
    const { queued, stalls, silent, dies } = this.#fate;
    yield* time.pass(queued);
    // The engine hands nothing out that it has given up.
    if (time.now >= this.#scheduled + DEFAULT_TIMINGS.dispatchTimeout) return;
    if (dies === 'before the POST') {
      this.#fallSilent('dies before it sends');
      return;
    }
    if (silent && stalls >= DEFAULT_TIMINGS.dispatchHeartbeat) this.#fallSilent(`stands still for ${stalls} ms`);
    yield* time.pass(stalls);
    const answer = yield* this.#send();
    if (dies === 'after the POST') return;
    if (this.answer !== null) this.#tell(`is a zombie, and nobody hears its "${answer.type}"`);
    this.answer ??= answer;
  }

  /** Nothing is heard from the worker any more, and after a while the engine gives it up. */
  #fallSilent(why: string): void {
    const { time } = this.#model;
    this.#tell(why);
    const engine = function* (activity: DispatchActivity): Process<void> {
      yield* time.pass(DEFAULT_TIMINGS.dispatchHeartbeat);
      activity.answer ??= unclear('the worker missed its heartbeats');
    };
    time.start(engine(this));
  }

  *#send(): Process<Answer> {
    const [first = UNDISTURBED, second = UNDISTURBED] = this.#fate.trips;
    const answer = yield* this.#post(first);
    if (answer !== 'moved') return answer;
    const again = yield* this.#post(second);
    return again === 'moved' ? REFUSED : again;
  }

  /** The deadline is checked right before; what is in the air when it comes, or the client loses patience, is cut off. */
  *#post(trip: Trip): Process<Answer | 'moved'> {
    const { time, rules } = this.#model;
    const deadline = rules.keepsDeadline ? this.#deadline : Infinity;
    if (time.now >= deadline) return { type: 'not-sent', message: 'its deadline had passed' };
    if (trip.meets === 'no connection') return { type: 'not-sent', message: 'no connection' };
    const latest = Math.min(deadline, time.now + CLIENT_TIMEOUT);
    if (this.#fate.dies === 'after the POST') this.#fallSilent('dies after it has sent');
    // It may be in GitHub's hands just before it is cut off.
    yield* time.pass(Math.min(trip.there, latest - time.now));
    const answer = this.#arrive(trip);
    if (time.now + trip.back <= latest) {
      yield* time.pass(trip.back);
      return answer;
    }
    yield* time.pass(latest - time.now);
    return unclear('no answer came');
  }

  /** What GitHub does, and answers. */
  #arrive(trip: Trip): Answer | 'moved' {
    const { github, time } = this.#model;
    github.posts += 1;
    this.#tell(`POST ${github.posts} meets ${trip.meets} at GitHub`);
    switch (trip.meets) {
      case 'acceptance':
        return this.#accept(trip);
      case 'failure':
      case 'no connection':
        return unclear('502');
      case 'refusal':
        return REFUSED;
      case 'rate limit':
        return { type: 'rate-limited', notBefore: time.now + trip.back };
      case 'redirect':
        return 'moved';
    }
  }

  #accept({ starts, answer }: Trip): Answer {
    const { story, github } = this.#model;
    const { build } = this.#execution;
    const made = startRuns(this.#model, { build, attempt: this.#attempt, post: github.posts }, starts);
    if (answer === 'lost') return unclear('502');
    const named = made.at(-1);
    const names = story.event === 'workflow_dispatch' && answer === '200' && named !== undefined;
    return names ? { type: 'started', run: runRef(named.run.id) } : { type: 'accepted' };
  }

  #tell(what: string): void {
    this.#model.tell(`worker of ${this.#execution.build.name}`, what);
  }
}

const UNDISTURBED: Trip = {
  there: 100,
  back: 100,
  meets: 'acceptance',
  answer: '200',
  starts: [{ created: 0, shown: 0, webhooks: [] }],
};

const REFUSED: Answer = { type: 'refused', status: 403, message: 'no', advice: 'check the permissions' };

function unclear(message: string): Answer {
  return { type: 'unclear', message };
}
