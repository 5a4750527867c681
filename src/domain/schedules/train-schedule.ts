import type { CascadeInput, NightlyInput, ReleaseInput } from '../train-request.ts';

/** When a chain starts a train by itself. */
export interface TrainSchedule {
  readonly name: string;
  /** As Temporal reads it: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** Of the IANA's names. */
  readonly timeZone: string;
  /** What becomes of a start that comes while the train before it still runs: left out, or made up for once it has ended. */
  readonly overlap: 'skip' | 'wait';
  /** How late a start that was missed may be made up for, in milliseconds. */
  readonly catchUp: number;
  readonly paused: boolean;
  readonly start: ScheduledStart;
}

/** The train that is started: the type of its workflow, and its input. */
export type ScheduledStart =
  | { readonly kind: 'nightly'; readonly input: NightlyInput }
  | { readonly kind: 'cascade'; readonly input: CascadeInput }
  | { readonly kind: 'release'; readonly input: ReleaseInput };
