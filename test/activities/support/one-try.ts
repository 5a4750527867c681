import type { Info } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';

/** One try of an activity, as a worker makes it; what is told to the engine meanwhile is kept. */
export interface Try {
  readonly environment: MockActivityEnvironment;
  /** The details of every heartbeat. */
  readonly heartbeats: readonly unknown[];
  perform<P extends unknown[], R>(activity: (...args: P) => Promise<R>, ...args: P): Promise<R>;
}

/** A try that the engine hands out now; a test names only what else it wants known of it. */
export function oneTry(info: Partial<Info> = {}): Try {
  const environment = new MockActivityEnvironment(
    { currentAttemptScheduledTimestampMs: Date.now(), ...info },
    // Failures are what the tests look at; a line for each would hide those that matter.
    { logger: new DefaultLogger('ERROR') },
  );
  const heartbeats: unknown[] = [];
  environment.on('heartbeat', (details) => heartbeats.push(details));
  return {
    environment,
    heartbeats,
    perform: <P extends unknown[], R>(activity: (...args: P) => Promise<R>, ...args: P) =>
      environment.run<P, R, (...args: P) => Promise<R>>(activity, ...args),
  };
}

/** Runs an activity in a try of its own. */
export function perform<P extends unknown[], R>(activity: (...args: P) => Promise<R>, ...args: P): Promise<R> {
  return oneTry().perform(activity, ...args);
}
