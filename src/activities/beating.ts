import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';

/**
 * Tells the engine, as long as the work lasts, that this worker lives; and the work, through the signal, when the
 * engine no longer wants it: it was cancelled, or given to another worker.
 */
export async function beating<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { heartbeatTimeoutMs } = activityInfo();
  const beat = setInterval(heartbeat, (heartbeatTimeoutMs ?? 30_000) / 3);
  const signal = cancellationSignal();
  try {
    return await work(signal);
  } catch (error) {
    // What was given up looks like a broken connection from the inside; to the engine it is a cancellation.
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(beat);
  }
}
