import { setTimeout as delay } from 'node:timers/promises';
import { buildId } from '../../src/domain/ids.ts';
import { setStage } from '../stage/stage.ts';
import type { Usage } from '../stage/usage.ts';
import { type Slots, slotsOf } from './slots.ts';
import { heldChain, waitingTrain } from './waiting-train.ts';

/** What builds cost that only wait. */
export interface WaitingFigures {
  readonly builds: number;
  /** How long they were looked at. */
  readonly minutes: number;
  /** Resident memory of the worker meanwhile, mebibytes. */
  readonly memory: { readonly first: number; readonly most: number };
  /** The most activity slots at one of the looks. */
  readonly slots: Slots;
  readonly requestsPerMinute: number;
  readonly worker: Usage;
}

const BUILDS = 1000;
// Longer than the pause between two polls where webhooks arrive: each build has looked once by then.
const MINUTES = 6;
const LOOKS = 18;

/** Lets so many builds wait, and looks at what they hold. */
export async function measureWaiting(tell: (progress: string) => void): Promise<WaitingFigures> {
  const chain = heldChain('waiting', BUILDS);
  const stage = await setStage([chain], Infinity);
  const { train, aliases } = await waitingTrain(stage, chain, tell);
  const builds = aliases.map((alias) => buildId(train, alias));
  const asked = stage.simulator.requests().length;
  const memory: number[] = [];
  const slots: Slots[] = [];
  for (let look = 1; look <= LOOKS; look++) {
    await delay((MINUTES * 60_000) / LOOKS);
    memory.push(await stage.workerMemory());
    slots.push(await slotsOf(stage.client, builds));
    tell(`look ${look} of ${LOOKS}: ${memory.at(-1)?.toFixed(0)} MiB, ${slots.at(-1)?.used} slots`);
  }
  const requests = stage.simulator.requests().length - asked;
  const worker = await stage.stop();
  return {
    builds: BUILDS,
    minutes: MINUTES,
    memory: { first: memory[0] ?? NaN, most: Math.max(...memory) },
    slots: {
      used: Math.max(...slots.map(({ used }) => used)),
      held: Math.max(...slots.map(({ held }) => held)),
    },
    requestsPerMinute: requests / MINUTES,
    worker,
  };
}
