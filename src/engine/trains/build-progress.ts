import type { Client } from '@temporalio/client';
import { type RateBudget, scarcer } from '../../domain/rate-budget.ts';
import type { BuildView, TrainView } from '../../domain/train-view.ts';
import { askState } from './ask-state.ts';

/** What a build answers when it is asked for its state. */
type BuildProgress = Pick<BuildView, 'reason' | 'why' | 'run' | 'related'> & {
  readonly attempt: number;
  readonly budget: RateBudget | null;
};

/** Questions at once; each can make a worker read a history. */
const AT_ONCE = 10;

/**
 * The same train, each running build with what it says of itself by the deadline: the train knows only that it runs.
 * Of what they heard of the rate limit the scarcest counts.
 */
export async function withProgress(client: Client, view: TrainView, deadline: number): Promise<TrainView> {
  const builds = [...view.builds];
  let { budget } = view;
  const unasked = view.builds.entries();
  const askOn = async () => {
    for (const [index, build] of unasked) {
      const progress = await progressOf(client, build, deadline);
      if (progress === null) continue;
      builds[index] = refreshed(build, progress);
      budget = scarcer(budget, current(progress.budget));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return { ...view, builds, budget };
}

async function progressOf(client: Client, { reason }: BuildView, deadline: number): Promise<BuildProgress | null> {
  if (reason.code !== 'building') return null;
  return askState<BuildProgress>(client, client.workflow.getHandle(reason.workflow), deadline);
}

function refreshed(build: BuildView, { reason, why, attempt, run, related }: BuildProgress): BuildView {
  return { ...build, reason, why, attempts: attempt, run, related };
}

/** What a build heard in an hour that is over says nothing of this one. */
function current(budget: RateBudget | null): RateBudget | null {
  return budget === null || budget.resetAt <= Date.now() ? null : budget;
}
