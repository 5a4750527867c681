import { startTrain } from '../../src/engine/trains/start-train.ts';
import { activityMoments, beginning } from '../hops/history-moments.ts';
import { CHAIN } from './organisation.ts';
import type { TransferStage } from './transfer-stage.ts';

/** How long the steps of a transfer took, in seconds. */
export interface TransferSeconds {
  /** Download, unpacking and hashing. */
  readonly download: number;
  readonly upload: number;
  /** From the first moment to the last, with whatever was in between. */
  readonly all: number;
}

const TASK_QUEUE = 'cascade';

/** Releases the files, and tells how long the publishing took up to the last file's upload. Rejects unless the release is published. */
export async function releaseFiles({ client }: TransferStage, turn: number): Promise<TransferSeconds> {
  const version = `v1.0.${turn}`;
  const train = `${CHAIN}/release/${version}`;
  await startTrain(
    client,
    { kind: 'release', trainId: train, input: { chain: CHAIN, version } },
    { taskQueue: TASK_QUEUE, repeat: 'never' },
  );
  await client.workflow.getHandle(train).result();
  const history = await client.workflow.getHandle(`${train}/publish`).fetchHistory();
  const began = beginning(history);
  const draft = activityMoments(history, 'openDraft');
  const { scheduled: uploaded } = activityMoments(history, 'uploadDocuments');
  return {
    download: (draft.scheduled - began) / 1000,
    upload: (uploaded - draft.completed) / 1000,
    all: (uploaded - began) / 1000,
  };
}
