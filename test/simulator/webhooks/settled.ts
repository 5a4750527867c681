import type { Simulator } from '../../../simulator/simulator.ts';
import type { ReceivedHook } from '../hook-receiver.ts';

/** Resolves once so many deliveries were made, and every one is answered. */
export async function answered(simulator: Simulator, count: number): Promise<void> {
  await simulator.when(() => {
    const deliveries = simulator.deliveries();
    return deliveries.length === count && deliveries.every(({ status }) => status !== 0);
  });
}

/** What the hook says. */
export function payloadOf(hook: ReceivedHook | undefined): unknown {
  return JSON.parse(hook?.body ?? 'null');
}

/** The GUID of a hook, which is the same however often it is sent. */
export function guidOf({ headers }: ReceivedHook): string {
  return String(headers['x-github-delivery']);
}
