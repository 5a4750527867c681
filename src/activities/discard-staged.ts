import type { Dependencies } from './dependencies.ts';

/** Frees the disk of what a train had staged on this machine. */
export function discardStaged({ staging }: Pick<Dependencies, 'staging'>) {
  return async function discardStaged(train: string): Promise<void> {
    await staging.discard(train);
  };
}
