import type { Client } from '@temporalio/client';
import { setTimeout as delay } from 'node:timers/promises';
import { listTrains } from '../../../engine/trains/list-trains.ts';
import type { TrainReport } from '../../../engine/trains/read-train.ts';
import { liveTrain } from '../../render/live-train.ts';
import { followTrain } from '../follow.ts';
import type { Stage } from '../stage.ts';

/** The repository in which a person acts. */
const SOURCE = 'acme/words';
/** What the release is called. */
export const VERSION = 'v1.0.0';

/** Who acts: a person of the organisation. */
const PERSON = 'ada';

const LOOK_EVERY_MS = 200;

/** What the person does, and the train that comes of it. */
export interface Chapter {
  readonly name: 'cold' | 'warm' | 'release';
  readonly report: TrainReport;
}

export interface Telling {
  readonly client: Client;
  readonly stream: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** Two pushes, the second of which finds what the first left in the runner's cache, and a release. Ends with the first train that fails. */
export async function tellStory({ simulator }: Stage, telling: Telling): Promise<readonly Chapter[]> {
  const push = async (message: string) => {
    const { sha } = await simulator.push(SOURCE, { message, login: PERSON, files: { 'NEWS.md': `${message}\n` } });
    return `@${PERSON} pushes ${sha.slice(0, 7)} to ${SOURCE}`;
  };
  const acts = [
    ['cold', () => push('Say what is new')],
    ['warm', () => push('Say it again')],
    [
      'release',
      async () => {
        await simulator.publishRelease(SOURCE, { tag: VERSION, name: `words ${VERSION}`, login: PERSON });
        return `@${PERSON} publishes ${VERSION} in ${SOURCE}`;
      },
    ],
  ] as const;
  const chapters: Chapter[] = [];
  for (const [name, act] of acts) {
    telling.stream.write(`\n${await act()}; the webhook starts a train\n\n`);
    const report = await watch(
      telling,
      chapters.map((chapter) => chapter.report.train),
    );
    chapters.push({ name, report });
    if (report.execution !== 'completed') break;
  }
  return chapters;
}

async function watch({ client, stream, signal }: Telling, known: readonly string[]): Promise<TrainReport> {
  const train = await untilNewTrain(client, known, signal);
  const live = liveTrain(stream);
  try {
    return await followTrain(client, train, live, signal);
  } finally {
    live.end();
  }
}

async function untilNewTrain(client: Client, known: readonly string[], signal: AbortSignal): Promise<string> {
  for (;;) {
    const trains = await listTrains(client, { limit: known.length + 1 });
    const found = trains.find(({ train }) => !known.includes(train));
    if (found !== undefined) return found.train;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}
