import { now } from '../../simulator/clock.ts';
import { percentile } from '../numbers/percentile.ts';

/** How fast something was accepted, and in how many milliseconds each. */
export interface Rate {
  readonly sent: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sends so many, each of the senders one after another; `send` resolves once it is accepted. */
export async function measureRate(
  senders: number,
  count: number,
  send: (index: number) => Promise<void>,
): Promise<Rate> {
  const took: number[] = [];
  const untaken = Array.from({ length: count }, (_, index) => index).values();
  const begin = now();
  const work = async () => {
    for (const index of untaken) {
      const sentAt = now();
      await send(index);
      took.push(now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: senders }, work));
  const seconds = (now() - begin) / 1000;
  return { sent: count, perSecond: count / seconds, p50: percentile(took, 50), p99: percentile(took, 99) };
}
