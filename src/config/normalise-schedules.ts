import type { ScheduledStart, TrainSchedule } from '../domain/schedules/train-schedule.ts';
import { DEFAULT_SCHEDULE } from './defaults.ts';
import { milliseconds } from './duration.ts';
import type { ChainFile } from './schema.ts';
import type { Schedule } from './schedules-schema.ts';

/** When trains of the chain start by themselves, every default filled in. */
export function normaliseSchedules({ chain, schedules = [] }: ChainFile): readonly TrainSchedule[] {
  return schedules.map((schedule) => ({
    name: schedule.name,
    cron: schedule.cron ?? daily(schedule.at ?? DEFAULT_SCHEDULE.at),
    timeZone: schedule.time_zone ?? DEFAULT_SCHEDULE.timeZone,
    overlap: schedule.overlap ?? DEFAULT_SCHEDULE.overlap,
    catchUp: milliseconds(schedule.catch_up ?? DEFAULT_SCHEDULE.catchUp),
    paused: schedule.paused ?? false,
    start: startOf(chain, schedule),
  }));
}

function daily(time: string): string {
  const [hours, minutes] = time.split(':').map(Number);
  return `${minutes ?? 0} ${hours ?? 0} * * *`;
}

function startOf(
  chain: string,
  { kind = DEFAULT_SCHEDULE.kind, changed = [], version = '', parameters }: Schedule,
): ScheduledStart {
  const shared = { chain, ...(parameters === undefined ? {} : { parameters }) };
  switch (kind) {
    case 'nightly':
      return { kind, input: shared };
    case 'cascade':
      return { kind, input: { ...shared, changed } };
    case 'release':
      return { kind, input: { ...shared, version } };
  }
}
