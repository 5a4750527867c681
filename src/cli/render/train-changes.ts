import type { BuildView, TrainView } from '../../domain/train-view.ts';
import { budgetLine } from './budget-line.ts';
import { formatDuration } from './duration.ts';
import { oneLine } from './one-line.ts';
import { trainNotes } from '../../domain/train-notes.ts';
import { relatedLines } from './related-lines.ts';
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
  const related = after.builds.flatMap((build) =>
    newlyRelated(known.get(build.alias), build).map((line) => `${build.alias.padEnd(width)}  ${line}`),
  );
  const state = before?.state === after.state ? [] : [`${after.train}  ${after.state}`];
  const said = before === null ? [] : trainNotes(before);
  const notes = trainNotes(after).filter((line) => !said.includes(line));
  const elapsed = formatDuration((times.closedAt ?? times.now) - times.startedAt).padStart(12);
  const budget = tenths(before) === tenths(after) ? [] : budgetLine(after.budget, times.now);
  return [...builds, ...related, ...notes, ...budget, ...state].map((line) => `${elapsed}  ${oneLine(line)}`);
}

/** A build that still waits, only for fewer, is no news. */
function isNews(before: BuildView | undefined, { status, reason, why }: BuildView): boolean {
  if (before?.status !== status) return true;
  return status === 'waiting' ? before.reason.code !== reason.code : before.why !== why;
}

function newlyRelated(before: BuildView | undefined, { related }: BuildView): readonly string[] {
  const known = before?.related.map(({ run }) => run.id) ?? [];
  return relatedLines(related.filter(({ run }) => !known.includes(run.id)));
}

/** How much is left of the rate limit, as roughly as is worth a line of its own. */
function tenths(view: TrainView | null): number | null {
  const budget = view?.budget ?? null;
  return budget === null ? null : Math.ceil((10 * budget.remaining) / budget.limit);
}
