import { publishingLine } from './publishing-line.ts';
import { trainNotes } from './train-notes.ts';
import type { BuildView, TrainView } from './train-view.ts';

/** Rows of the table in Temporal's UI; what matters most comes first. */
const MAXIMUM_ROWS = 60;

const URGENCY: Readonly<Record<BuildView['status'], number>> = {
  failed: 0,
  blocked: 1,
  running: 2,
  cancelled: 3,
  waiting: 4,
  succeeded: 5,
  reused: 6,
  skipped: 7,
};

/** The train as Markdown, for Temporal's own UI: its state in a sentence, and a row a build. */
export function describeTrain(view: TrainView): string {
  const shown =
    view.builds.length <= MAXIMUM_ROWS
      ? view.builds
      : [...view.builds].sort((a, b) => URGENCY[a.status] - URGENCY[b.status]).slice(0, MAXIMUM_ROWS);
  const rows = shown.map(({ alias, status, why }) => `| ${alias} | ${status} | ${cell(why)} |`);
  const rest = view.builds.length - shown.length;
  return [
    `**${view.state}**: ${tally(view.builds)}`,
    ...trainNotes(view).map((line) => `- ${oneLine(line)}`),
    '',
    '| repository | state | why |',
    '|---|---|---|',
    ...rows,
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
  ].join('\n');
}

/**
 * Why a train failed, in one line: what its note says, the builds that failed or were cancelled, each with its reason, the
 * gates that did not open, and what publishing said.
 */
export function describeFailure(view: TrainView): string {
  const failed = view.builds.filter(({ status }) => status === 'failed' || status === 'cancelled');
  const blocked = view.builds.filter(({ status }) => status === 'blocked').map(({ alias }) => alias);
  const reasons = failed.map(({ alias, why }) => `${alias}: ${why}`);
  const gates = view.gates.filter(({ state }) => state === 'closed').map(({ name, why }) => `gate ${name}: ${why}`);
  const publishing = publishingLine(view);
  const told = view.followUp?.status === 'done' ? view.followUp.told : [];
  const untold = told.filter(({ ok, required }) => required && !ok).map(({ what, why }) => `${what}: ${why}`);
  const stopped = blocked.length > 0 ? [`blocked: ${blocked.join(', ')}`] : [];
  const note = view.note === '' ? [] : [view.note];
  return [...note, ...reasons, ...stopped, ...gates, ...publishing, ...untold].join('; ');
}

/** How many builds are in each state, as `3 succeeded, 1 running`. */
export function tally(builds: readonly BuildView[]): string {
  const counts = new Map<string, number>();
  for (const { status } of builds) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ') || 'no builds yet';
}

/** Messages of others can hold what would end a row of the table. */
function cell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
