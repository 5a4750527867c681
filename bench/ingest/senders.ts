import { now } from '../../simulator/clock.ts';
import { percentile } from '../numbers/percentile.ts';

/** How fast something was accepted, and in how many milliseconds each. */
export interface Rate {
  readonly sent: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** What was sent at a stretch, and the milliseconds until each was accepted. */
export interface Pass {
  readonly seconds: number;
  readonly took: readonly number[];
}

/** Sends so many, each of the senders one after another; `send` resolves once it is accepted. */
export async function measurePass(
  senders: number,
  count: number,
  send: (index: number) => Promise<void>,
): Promise<Pass> {
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
  return { seconds: (now() - begin) / 1000, took };
}

/** The rate of the median pass; the percentiles are over all that was sent. */
export function rateOf(passes: readonly Pass[]): Rate {
  const rates = passes.map(({ seconds, took }) => took.length / seconds);
  const took = passes.flatMap((pass) => pass.took);
  return { sent: took.length, perSecond: percentile(rates, 50), p50: percentile(took, 50), p99: percentile(took, 99) };
}
