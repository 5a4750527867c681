import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** What a process used from its start to its end. */
export interface Usage {
  /** The most memory that was resident at once, mebibytes. */
  readonly peakMemory: number;
  readonly cpuSeconds: number;
}

/** As `process.resourceUsage()` has it: kibibytes and microseconds. */
const Reported = z.object({ maxRSS: z.number(), userCPUTime: z.number(), systemCPUTime: z.number() });

/** What the process tells at its end; rejects where it was killed before it could. */
export async function readUsage(stream: Readable): Promise<Usage> {
  const { maxRSS, userCPUTime, systemCPUTime } = Reported.parse(JSON.parse(await text(stream)));
  return { peakMemory: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}
