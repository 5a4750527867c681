import { sleep } from '@temporalio/workflow';

/** A release of a code that went another way: nothing of ours can carry it on. */
export async function release(): Promise<void> {
  await sleep('1 day');
}
