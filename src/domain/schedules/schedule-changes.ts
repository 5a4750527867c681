import type { TrainSchedule } from './train-schedule.ts';

/** A schedule of a chain as Temporal has it. */
export interface ExistingSchedule {
  readonly name: string;
  /** As it was declared when it was made or changed last; `null` where somebody else made or changed it since. */
  readonly declared: DeclaredSchedule | null;
  /** Whether it is paused by now, whoever did that. */
  readonly paused: boolean;
  /** When it starts something next, milliseconds since the epoch; `null` for never. */
  readonly next: number | null;
}

/** A schedule with the task queue that its trains go to. */
export type DeclaredSchedule = TrainSchedule & { readonly taskQueue: string };

/** What is to be done so that Temporal has what is declared. */
export type ScheduleChange =
  | { readonly type: 'create'; readonly schedule: DeclaredSchedule }
  | {
      readonly type: 'change';
      readonly schedule: DeclaredSchedule;
      /** What differs, each in words. */
      readonly differences: readonly string[];
    }
  | { readonly type: 'remove'; readonly name: string }
  | { readonly type: 'keep'; readonly name: string };

/** The changes that make true what is declared, in its order; what is gone comes last. */
export function scheduleChanges(
  declared: readonly DeclaredSchedule[],
  existing: readonly ExistingSchedule[],
): readonly ScheduleChange[] {
  const gone = existing.filter(({ name }) => !declared.some((schedule) => schedule.name === name));
  return [
    ...declared.map((schedule): ScheduleChange => {
      const before = existing.find(({ name }) => name === schedule.name);
      if (before === undefined) return { type: 'create', schedule };
      const differences = differencesOf(before, schedule);
      return differences.length === 0
        ? { type: 'keep', name: schedule.name }
        : { type: 'change', schedule, differences };
    }),
    ...gone.map(({ name }) => ({ type: 'remove', name }) as const),
  ];
}

function differencesOf({ declared: before, paused }: ExistingSchedule, after: DeclaredSchedule): readonly string[] {
  const differences = before === null ? ['it was changed by somebody else'] : changedFields(before, after);
  return paused === after.paused ? differences : [...differences, after.paused ? 'is paused' : 'goes on'];
}

function changedFields(before: DeclaredSchedule, after: DeclaredSchedule): readonly string[] {
  const fields = ['cron', 'timeZone', 'overlap', 'catchUp', 'start', 'taskQueue'] as const;
  return fields
    .filter((field) => textOf(before[field]) !== textOf(after[field]))
    .map((field) => `${field}: ${textOf(before[field])} becomes ${textOf(after[field])}`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
