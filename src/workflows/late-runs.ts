import { isCancellation, log, rootCause, setHandler } from '@temporalio/workflow';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import { lateRun } from '../domain/late-run.ts';
import type { Timings } from '../domain/timings.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import type { TrainState } from '../domain/train-state.ts';
import { githubActivities } from './activities.ts';
import { runSeen } from './messages.ts';

/**
 * Takes up what people run again at GitHub after its build has failed: what GitHub, when it is asked, shows green becomes
 * an event. Nothing is dispatched for it, and a run that failed again changes nothing.
 */
export class LateRuns {
  readonly #state: () => TrainState;
  readonly #tell: (event: TrainEvent) => void;
  #timings: Timings | null = null;

  /**
   * @param state how the train is at the moment
   * @param tell takes what has happened
   */
  constructor(state: () => TrainState, tell: (event: TrainEvent) => void) {
    this.#state = state;
    this.#tell = tell;
    setHandler(runSeen, (alias, { runId, attempt }) => {
      const train = this.#state();
      const run = train.stage === 'underway' ? lateRun(train, alias, { id: runId, attempt }) : null;
      if (run !== null && this.#timings !== null) this.#take(alias, { ...run, attempt }, this.#timings);
    });
  }

  /** From now on there are builds that may fail. */
  depart(timings: Timings): void {
    this.#timings = timings;
  }

  /** Not waited for by the train: it may end while GitHub can't be reached. */
  #take(alias: string, ref: ActionsRunRef, timings: Timings): void {
    greenRun(ref, timings).then(
      (run) => {
        if (run !== null) this.#tell({ type: 'run-seen', at: Date.now(), alias, run });
      },
      (error: unknown) => {
        if (isCancellation(error)) return;
        log.warn('An actions run that was run again could not be read', { run: ref.url, why: rootCause(error) });
      },
    );
  }
}

/** The run as GitHub shows it, where it is green. */
async function greenRun(ref: ActionsRunRef, timings: Timings): Promise<ActionsRunRef | null> {
  const { readActionsRun } = githubActivities(timings, ref.owner);
  const evidence = { jobs: false, artifacts: false };
  const look = await readActionsRun({ ref, evidence, identity: null, shownBy: 0 });
  if (look.type !== 'report') return null;
  const { status, conclusion, run } = look.report;
  return status === 'completed' && conclusion === 'success' ? run : null;
}
