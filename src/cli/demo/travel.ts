import { join } from 'node:path';
import { connectClientEngine } from '../../engine/connection.ts';
import { liveTrain } from '../render/live-train.ts';
import { act } from './act.ts';
import { type Download, downloadRelease } from './download.ts';
import { followTrain, untilTrain } from './follow.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import type { Script } from './script.ts';
import type { Stage } from './stage.ts';

/** A train from the act that started it to what is left of it. */
export interface Travelled {
  readonly outcome: Outcome;
  /** The release as a stranger gets it; `null` where nothing was published. */
  readonly download: Download | null;
}

export interface TravelOptions {
  readonly script: Script;
  /** Where the release is downloaded to. */
  readonly folder: string;
  readonly stream: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** Lets the person act, shows the train that the webhook starts until it ends, and downloads what it published. */
export async function travel(stage: Stage, { script, folder, stream, signal }: TravelOptions): Promise<Travelled> {
  const { told, train: named } = await act(stage.simulator, script);
  stream.write(`\n${told}; the webhook starts a train\n\n`);
  const client = connectClientEngine(stage.up.engine.target);
  const live = liveTrain(stream);
  try {
    const train = named ?? (await untilTrain(client, signal));
    const report = await followTrain(client, train, live, signal);
    live.end();
    const outcome = await readOutcome(stage, script, report, signal);
    const [release] = outcome.releases;
    const download =
      release === undefined
        ? null
        : await downloadRelease(release.assets, join(folder, 'release'), stage.publicKey, signal);
    return { outcome, download };
  } finally {
    live.end();
    await client.connection.close();
  }
}
