import type { BuildView, TrainView } from '../../domain/train-view.ts';
import { formatDuration } from './duration.ts';
import { oneLine } from './one-line.ts';
import { publishingLine } from '../../domain/publishing-line.ts';
import { timeOf, type TrainTimes } from './train-table.ts';

/** What is new since the train was last looked at (`null`: everything), a line each, for logs and pipes. */
export function describeChanges(before: TrainView | null, after: TrainView, times: TrainTimes): readonly string[] {
  const known = new Map(before?.builds.map((build) => [build.alias, build]));
  const width = Math.max(0, ...after.builds.map(({ alias }) => alias.length));
  const builds = after.builds
    .filter((build) => isNews(known.get(build.alias), build))
    .map((build) => {
      const took = build.settledAt === null ? '' : timeOf(build, times.now);
      return `${build.alias.padEnd(width)}  ${build.status}${took === '' ? '' : ` in ${took}`}: ${build.why}`;
    });
  const state = before?.state === after.state ? [] : [`${after.train}  ${after.state}`];
  const publishing = publishingLine(after).filter((line) => before === null || !publishingLine(before).includes(line));
  const elapsed = formatDuration((times.closedAt ?? times.now) - times.startedAt).padStart(12);
  return [...builds, ...publishing, ...state].map((line) => `${elapsed}  ${oneLine(line)}`);
}

/** A build that still waits, only for fewer, is no news. */
function isNews(before: BuildView | undefined, { status, reason, why }: BuildView): boolean {
  if (before?.status !== status) return true;
  return status === 'waiting' ? before.reason.code !== reason.code : before.why !== why;
}
