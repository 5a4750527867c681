import type { WorkflowHandle } from '@temporalio/client';
import { expect } from 'vitest';
import type { TrainView } from '../../src/domain/train-view.ts';

/** How a train stands now; `null` while no worker has taken it up. */
export async function viewOf(handle: Pick<WorkflowHandle, 'query'>): Promise<TrainView | null> {
  return handle.query<TrainView>('state').catch(() => null);
}

/** Waits until a train is like that, and gives it. */
export async function untilTrain(handle: Pick<WorkflowHandle, 'query'>, like: object): Promise<TrainView> {
  await expect.poll(() => viewOf(handle), { timeout: 30_000, interval: 100 }).toMatchObject(like);
  const view = await viewOf(handle);
  if (view === null) throw new Error('The train no longer answers');
  return view;
}

/** Waits until the build of that alias has that status. */
export async function untilBuild(
  handle: Pick<WorkflowHandle, 'query'>,
  alias: string,
  status: string,
): Promise<TrainView> {
  await expect
    .poll(async () => (await viewOf(handle))?.builds.find((build) => build.alias === alias)?.status, {
      timeout: 30_000,
      interval: 100,
    })
    .toBe(status);
  const view = await viewOf(handle);
  if (view === null) throw new Error('The train no longer answers');
  return view;
}
