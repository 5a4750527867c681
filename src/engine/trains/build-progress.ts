import type { Client } from '@temporalio/client';
import type { BuildView, TrainView } from '../../domain/train-view.ts';
import { askState } from './ask-state.ts';

/** What a build answers when it is asked for its state. */
type BuildProgress = Pick<BuildView, 'reason' | 'why' | 'run'> & { readonly attempt: number };

/** Questions at once; each can make a worker read a history. */
const AT_ONCE = 10;

/** The same train, each running build with what it says of itself by the deadline: the train knows only that it runs. */
export async function withProgress(client: Client, view: TrainView, deadline: number): Promise<TrainView> {
  const builds = [...view.builds];
  const unasked = view.builds.entries();
  const askOn = async () => {
    for (const [index, build] of unasked) builds[index] = await refreshed(client, build, deadline);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return { ...view, builds };
}

async function refreshed(client: Client, build: BuildView, deadline: number): Promise<BuildView> {
  if (build.reason.code !== 'building') return build;
  const handle = client.workflow.getHandle(build.reason.workflow);
  const progress = await askState<BuildProgress>(client, handle, deadline);
  if (progress === null) return build;
  const { reason, why, attempt, run } = progress;
  return { ...build, reason, why, attempts: attempt, run };
}
