/** The person ended the command, by ctrl-C or another signal. Nothing is wrong, and nothing needs to be said. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted' as const;
}

/** Does something that a signal may end; where it did, whatever came of it counts as interrupted. */
export async function interruptible<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? new Interrupted() : error;
  }
}
