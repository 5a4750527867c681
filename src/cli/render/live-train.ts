import { createLogUpdate } from 'log-update';
import type { TrainView } from '../../domain/train-view.ts';
import { paintFor } from './paint.ts';
import { describeChanges } from './train-changes.ts';
import { renderTrain, type TrainTimes } from './train-table.ts';

/** A train that is shown while it travels. */
export interface LiveTrain {
  /** Shows how the train stands now; called as often as it is looked at, it keeps the times going. */
  show(view: TrainView, times: TrainTimes): void;
  /** Writes a line that stays, above a table that is redrawn. */
  note(line: string): void;
  /** Leaves what was shown last where it is; what is written afterwards comes below. */
  end(): void;
}

/** Draws in place on a terminal; elsewhere every change is a line of its own. */
export function liveTrain(stream: NodeJS.WriteStream): LiveTrain {
  return stream.isTTY ? inPlace(stream) : asLines(stream);
}

function inPlace(stream: NodeJS.WriteStream): LiveTrain {
  const update = createLogUpdate(stream);
  const paint = paintFor(stream);
  return {
    show(view, times) {
      const canvas = { width: stream.columns, height: stream.rows, addresses: false, paint };
      update(renderTrain(view, times, canvas).join('\n'));
    },
    note(line) {
      update.persist(line);
    },
    end() {
      update.done();
    },
  };
}

function asLines(stream: NodeJS.WriteStream): LiveTrain {
  let before: TrainView | null = null;
  return {
    show(view, times) {
      for (const line of describeChanges(before, view, times)) stream.write(`${line}\n`);
      before = view;
    },
    note(line) {
      stream.write(`${line}\n`);
    },
    end() {
      before = null;
    },
  };
}
