import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aborted, untilSignalled } from '../../app/process-ends.ts';
import { installRuntime } from '../../app/runtime.ts';
import { makeLog } from '../../telemetry/log.ts';
import { Interrupted, interruptible } from '../interrupted.ts';
import { liveTrain } from '../render/live-train.ts';
import { paintFor } from '../render/paint.ts';
import { act } from './act.ts';
import { type Download, downloadRelease } from './download.ts';
import { followTrain } from './follow.ts';
import { open } from './opening.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import type { Script } from './script.ts';
import type { Stage } from './stage.ts';
import { addressesOf } from './summary/addresses.ts';
import { summarise } from './summary/summary.ts';
import { verdict } from './verdict.ts';

export interface PlayOptions {
  /** Seconds that a build takes on average. */
  readonly buildSeconds: number;
  /** Whether everything stays up at the end until somebody ends it, and the folder longer than that. */
  readonly keep: boolean;
  readonly stream: NodeJS.WriteStream;
}

interface Performance extends PlayOptions {
  readonly script: Script;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Plays the script and sums it up. Returns whether all that must hold did hold; throws `Interrupted` where a signal ended it. */
export async function play(script: Script, options: PlayOptions): Promise<boolean> {
  const signal = untilSignalled();
  const folder = await mkdtemp(join(tmpdir(), 'cascade-demo-'));
  try {
    return await interruptible(signal, () => perform({ script, folder, signal, ...options }));
  } finally {
    if (!options.keep) await rm(folder, { recursive: true, force: true });
  }
}

async function perform(performance: Performance): Promise<boolean> {
  const { script, folder, keep, stream, signal } = performance;
  const log = makeLog('info', createWriteStream(join(folder, 'cascade.log')));
  installRuntime(log);
  const stage = await open({ ...performance, log });
  try {
    const told = await Promise.race([travel(stage, performance), endOf(stage)]);
    const { outcome, download } = told;
    const checks = verdict(script, outcome, download);
    const canvas = { width: stream.isTTY ? stream.columns : Infinity, paint: paintFor(stream) };
    const addresses = addressesOf(stage, outcome, keep ? folder : null);
    write(stream, summarise({ outcome, download, checks, addresses }, canvas));
    if (keep) await untilEnded(stage, performance);
    return checks.every(({ holds }) => holds);
  } finally {
    await stage.stop();
  }
}
