import type { ExistingSchedule, ScheduleChange } from '../../domain/schedules/schedule-changes.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';

/** What differs between what is declared and what Temporal has, or what was done about it. */
export function renderChanges(changes: readonly ScheduleChange[], applied: boolean): readonly string[] {
  const lines = changes.flatMap((change) => linesOf(change, applied));
  if (lines.length === 0) return ['Temporal has what cascade.yml declares.'];
  return applied ? lines : [...lines, '', 'Nothing was changed: --yes does it.'];
}

function linesOf(change: ScheduleChange, applied: boolean): readonly string[] {
  switch (change.type) {
    case 'create': {
      const { name, start, cron, timeZone } = change.schedule;
      return [`${applied ? 'created' : 'would create'} ${name}: a ${start.kind} at ${cron} (${timeZone})`];
    }
    case 'change':
      return [
        `${applied ? 'changed' : 'would change'} ${change.schedule.name}`,
        ...change.differences.map((difference) => `  ${difference}`),
      ];
    case 'remove':
      return [`${applied ? 'removed' : 'would remove'} ${change.name}, which cascade.yml does not declare`];
    case 'keep':
      return [];
  }
}

const HEADINGS: readonly Cell[] = ['NAME', 'STARTS', 'AT', 'ZONE', 'NEXT'].map((text) => ({ text, style: 'dim' }));

/** The schedules that Temporal has, a row each. */
export function renderSchedules(schedules: readonly ExistingSchedule[], canvas: Canvas): readonly string[] {
  if (schedules.length === 0) {
    return ['No schedules of this chain in Temporal: `cascade schedule apply` makes those that cascade.yml declares.'];
  }
  return alignRows([HEADINGS, ...schedules.map(cellsOf)], canvas);
}

function cellsOf({ name, declared, paused, next }: ExistingSchedule): readonly Cell[] {
  const [kind, cron, timeZone] =
    declared === null ? ['?', '?', '?'] : [declared.start.kind, declared.cron, declared.timeZone];
  const when = next === null ? 'never' : new Date(next).toISOString();
  return [
    { text: name },
    { text: kind },
    { text: cron },
    { text: timeZone },
    paused ? { text: 'paused', style: 'yellow' } : { text: when },
  ];
}
