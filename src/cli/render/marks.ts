import type { Finding } from '../../domain/finding.ts';
import type { VerifiedItem } from '../../domain/release/verification.ts';
import type { BuildView, TrainStateName } from '../../domain/train-view.ts';
import type { Style } from './paint.ts';

/** How a state of a build catches the eye. */
export interface Mark {
  readonly symbol: string;
  readonly style: Style;
}

/** The mark of every state that a build can be in. */
export const BUILD_MARKS: Readonly<Record<BuildView['status'], Mark>> = {
  waiting: { symbol: '·', style: 'dim' },
  running: { symbol: '●', style: 'cyan' },
  succeeded: { symbol: '✔', style: 'green' },
  failed: { symbol: '✖', style: 'red' },
  blocked: { symbol: '■', style: 'yellow' },
  cancelled: { symbol: '◌', style: 'yellow' },
  reused: { symbol: '↺', style: 'green' },
  skipped: { symbol: '–', style: 'dim' },
};

/** The colour of every state that a train can be in. */
export const TRAIN_STYLES: Readonly<Record<TrainStateName, Style>> = {
  'waiting-for-admission': 'dim',
  merged: 'dim',
  superseded: 'dim',
  'needs-person': 'yellow',
  pinning: 'cyan',
  building: 'cyan',
  paused: 'yellow',
  cancelling: 'yellow',
  publishing: 'cyan',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'yellow',
};

/** The mark of every verdict that a check of the set-up can come to. */
export const FINDING_MARKS: Readonly<Record<Finding['verdict'], Mark>> = {
  fine: { symbol: '✔', style: 'green' },
  doubtful: { symbol: '!', style: 'yellow' },
  wrong: { symbol: '✖', style: 'red' },
};

/** The mark of every verdict that looking at a release can come to. */
export const VERDICT_MARKS: Readonly<Record<VerifiedItem['verdict'], Mark>> = {
  ok: { symbol: '✔', style: 'green' },
  'not checked': { symbol: '!', style: 'yellow' },
  failed: { symbol: '✖', style: 'red' },
};
