import { createLogUpdate } from 'log-update';
import type { FetchProgress } from '../../engine/fetch-progress.ts';
import { fit } from './one-line.ts';
import { formatSize } from './size.ts';

/** Shows the fetch of Temporal's server. */
export interface FetchBar {
  step(progress: FetchProgress): void;
  /** Takes the bar away; to be called also where nothing was fetched. */
  end(): void;
}

const CELLS = 24;

/** A bar in place on a terminal; elsewhere one line for each thing that is begun. */
export function fetchBar(stream: NodeJS.WriteStream): FetchBar {
  return stream.isTTY ? inPlace(stream) : asLines(stream);
}

/** A step that takes its time. That a way was passed over is told only if none is left, by the error. */
type Step = Exclude<FetchProgress, { phase: 'passed over' }>;

/** A step of the fetch as one line. */
export function describeStep(step: Step): string {
  if (step.phase === 'unpacking') return "unpacking Temporal's server";
  const { received, total } = step;
  if (total === null) return `fetching Temporal's server  ${formatSize(received)}`;
  const share = total === 0 ? 1 : Math.min(1, received / total);
  const full = Math.floor(share * CELLS);
  const bar = '█'.repeat(full) + '░'.repeat(CELLS - full);
  return `fetching Temporal's server  ${bar}  ${Math.floor(share * 100)} %  ${formatSize(received)} of ${formatSize(total)}`;
}

function inPlace(stream: NodeJS.WriteStream): FetchBar {
  const update = createLogUpdate(stream);
  return {
    step(progress) {
      if (progress.phase !== 'passed over') update(fit(describeStep(progress), stream.columns));
    },
    end() {
      update.clear();
      update.done();
    },
  };
}

function asLines(stream: NodeJS.WriteStream): FetchBar {
  let begun: string | null = null;
  return {
    step(progress) {
      const thing = `${progress.phase} ${progress.source}`;
      if (progress.phase === 'passed over' || thing === begun) return;
      begun = thing;
      stream.write(progress.phase === 'unpacking' ? "unpacking Temporal's server\n" : "fetching Temporal's server\n");
    },
    end() {
      begun = null;
    },
  };
}
