import type { Dependencies } from './dependencies.ts';

/** Has Temporal cancel the train that asks, so that it ends as cancelled there, too. */
export function cancelTrain({ runningTrains }: Pick<Dependencies, 'runningTrains'>) {
  return async function cancelTrain(asked: { readonly train: string; readonly runId: string }): Promise<void> {
    await runningTrains.cancel(asked.train, asked.runId);
  };
}
