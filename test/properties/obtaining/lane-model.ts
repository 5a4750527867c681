import { type Asker, EMPTY_LANE, type LaneState } from '../../../src/domain/dispatch-lane.ts';
import type { Model } from './model.ts';
import type { Process } from './virtual-time.ts';

/** Between two looks whether the holder of a turn still lives; it doubles from the first to the longest. */
const WATCH = { first: 2000, longest: 60_000 };

/** The workflow `dispatchLane`: the real reducer, with signals that arrive at once. */
export class LaneModel {
  readonly #model: Model;
  #state: LaneState = EMPTY_LANE;

  constructor(model: Model) {
    this.#model = model;
  }

  ask(asker: Asker): void {
    this.#state = this.#model.rules.lane.ask(this.#state, asker);
  }

  end(asker: Asker, runs: readonly number[]): void {
    this.#state = this.#model.rules.lane.finish(this.#state, asker, runs);
  }

  *live(): Process<void> {
    const { rules, time } = this.#model;
    for (;;) {
      this.#state = rules.lane.grant(this.#state);
      const { holder, taken } = this.#state;
      if (holder === null) {
        yield* time.until(() => this.#state.waiting.length > 0);
        continue;
      }
      if (this.#grant(holder, taken)) yield* this.#watch(holder);
      const leftWithoutAWord = () => rules.lane.holds(this.#state, holder);
      if (leftWithoutAWord()) yield* time.pass(holder.lingers);
      if (leftWithoutAWord()) this.end(holder, []);
    }
  }

  /** Says whether there was somebody to take the turn. */
  #grant(holder: Asker, taken: readonly number[]): boolean {
    const execution = this.#executionOf(holder);
    if (execution === undefined || execution.closed) return false;
    this.#model.tell('lane', `${holder.workflowId} has its turn`);
    if (execution.attempt === holder.turn) execution.granted?.push(taken);
    return true;
  }

  /** Until the holder says that its turn is over, or a look shows that it is closed. */
  *#watch(holder: Asker): Process<void> {
    const { rules, time } = this.#model;
    for (let pause = WATCH.first; ; pause = Math.min(2 * pause, WATCH.longest)) {
      if (this.#executionOf(holder)?.closed !== false) return;
      if (yield* time.until(() => !rules.lane.holds(this.#state, holder), time.now + pause)) return;
    }
  }

  #executionOf({ workflowId, runId }: Asker) {
    return this.#model.builds
      .find(({ name }) => name === workflowId)
      ?.executions.find((execution) => execution.runId === runId);
  }
}
