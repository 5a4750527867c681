import type { DatedChange } from './dated-change.ts';
import { goesByFormerRules } from './former-rules.ts';
import type { QueueState, RunningTrain } from './queue-state.ts';

/** For so long (in milliseconds) a dispatch with what a train has passed on already is no news: it may wait for a runner. */
const NEWS_AGAIN_AFTER = 12 * 60 * 60_000;

/** The same of a dispatch that does not say which commit it passes on: a later one is news more likely. */
const UNNAMED_NEWS_AGAIN_AFTER = 30 * 60_000;

/** What the last train that succeeded has built of a repository. */
export interface PassedOn {
  readonly train: string;
  readonly commit: string;
  readonly at: number;
}

/** Keeps in mind what a train that succeeded has built. */
export function rememberPassedOn(
  state: QueueState,
  { train, commits }: Pick<RunningTrain, 'train' | 'commits'>,
): QueueState {
  const { at } = state;
  const built = Object.entries(commits).map(([alias, commit]): [string, PassedOn] => [alias, { train, commit, at }]);
  return { ...state, passedOn: { ...state.passedOn, ...Object.fromEntries(built) } };
}

/**
 * The train that ended lately, and built a repository because of the same news that somebody else's dispatch passes on;
 * `null` where there is none. Actions workflows that dispatch to each other in a circle would start trains for ever.
 */
export function passedOnBy(state: QueueState, { repository, hop }: DatedChange): string | null {
  const { passedOn = {}, at } = state;
  if (hop === null || (hop.commit === null && goesByFormerRules(state))) return null;
  const [from, to] = [passedOn[hop.from], passedOn[repository]];
  if (from === undefined || to === undefined || (hop.commit !== null && from.commit !== hop.commit)) return null;
  const isNewsAfter = hop.commit === null ? UNNAMED_NEWS_AGAIN_AFTER : NEWS_AGAIN_AFTER;
  return to.at >= from.at && at - to.at < isNewsAfter ? to.train : null;
}
