import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aborted, untilSignalled } from '../../app/process-ends.ts';
import { withRuntime } from '../../app/runtime.ts';
import { makeLog } from '../../telemetry/log.ts';
import { interruptible } from '../interrupted.ts';
import { paintFor } from '../render/paint.ts';
import { buildSeconds } from './build-seconds.ts';
import { type OpeningOptions, openStage } from './opening.ts';
import { simulatedOrganisation } from './scenario.ts';
import type { Script } from './script.ts';
import { summarise } from './summary/summary.ts';
import { travel } from './travel.ts';
import { closing, verdict } from './verdict.ts';

export interface PlayOptions {
  /** Seconds that a build takes on average. */
  readonly buildSeconds: number;
  /** Whether everything stays up until a signal ends it; then the folder stays, too. */
  readonly keep: boolean;
  readonly stream: NodeJS.WriteStream;
}

/** Plays the script and sums it up. Returns whether all that must hold did hold; throws `Interrupted` where a signal ended it. */
export async function play(script: Script, options: PlayOptions): Promise<boolean> {
  const signal = untilSignalled();
  const folder = await mkdtemp(join(tmpdir(), 'cascade-demo-'));
  const log = makeLog('info', createWriteStream(join(folder, 'cascade.log')));
  try {
    return await withRuntime(log, () =>
      interruptible(signal, () =>
        playIn({ ...options, ...organisationOf(script, options), script, folder, log, signal }),
      ),
    );
  } finally {
    if (!options.keep) await rm(folder, { recursive: true, force: true });
  }
}

/** The chain's own repositories, with builds that take their time and do nothing. */
function organisationOf(
  { chain, file, failing }: Script,
  options: PlayOptions,
): Pick<OpeningOptions, 'file' | 'organisation'> {
  return {
    file,
    organisation: (account) =>
      simulatedOrganisation(chain, {
        ...account,
        runners: chain.limits.builds,
        seconds: ({ alias }) => buildSeconds(alias, options.buildSeconds),
        failing,
      }),
  };
}

async function playIn(performance: OpeningOptions & PlayOptions & { readonly script: Script }): Promise<boolean> {
  const { script, folder, keep, stream, signal } = performance;
  const stage = await openStage(performance);
  // Whatever goes on is over when one of the parts ends by itself.
  const ended = stage.up.ended.then(() => {
    throw new Error('Cascade ended by itself, and nobody had asked for it');
  });
  try {
    const { outcome, download } = await Promise.race([travel(stage, performance), ended]);
    const checks = verdict(script, outcome, download);
    const canvas = { width: stream.isTTY ? stream.columns : Infinity, paint: paintFor(stream) };
    const { engine } = stage.up;
    stream.write(
      `${summarise({ outcome, download, checks, engine, keep }, canvas).join('\n')}\n\n${closing(script, checks)}\n`,
    );
    if (keep) {
      stream.write(`\nAll of it stays up until ctrl-C. Release and log are in ${folder}\n`);
      await Promise.race([aborted(signal), ended]);
      signal.throwIfAborted();
    }
    return checks.every(({ holds }) => holds);
  } finally {
    if (signal.aborted) stream.write('\nEnding everything; a second ctrl-C ends it at once.\n');
    await stage.stop();
  }
}
