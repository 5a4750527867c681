import { type Client, ScheduleNotFoundError, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import { isTrainId } from '../domain/ids.ts';
import type { DeclaredSchedule, ExistingSchedule, ScheduleChange } from '../domain/schedules/schedule-changes.ts';
import { saysTheSame } from './schedule-drift.ts';

/** The name under which what was declared travels with a schedule's trains; a schedule's own memo can't be changed. */
const MEMO = 'cascadeSchedule';

function idOf(chain: string, name: string): string {
  return `cascade/${chain}/${name}`;
}

/**
 * The schedules of a chain by the beginning of their ids, in the order of their names; nobody else's are ever looked at.
 * Those that are `declared` are asked for by id, because Temporal's list is a moment behind.
 */
export async function readSchedules(
  client: Client,
  chain: string,
  declared: readonly string[],
): Promise<readonly ExistingSchedule[]> {
  const prefix = idOf(chain, '');
  const names = new Set(declared);
  for await (const { scheduleId } of client.schedule.list()) {
    if (scheduleId.startsWith(prefix)) names.add(scheduleId.slice(prefix.length));
  }
  const found = await Promise.all([...names].sort().map((name) => readSchedule(client, chain, name)));
  return found.filter((schedule) => schedule !== null);
}

async function readSchedule(client: Client, chain: string, name: string): Promise<ExistingSchedule | null> {
  try {
    const found = await client.schedule.getHandle(idOf(chain, name)).describe();
    const { action, state, info } = found;
    // Only we write it; but whoever changed the schedule without us may have left it there.
    const written = (action.memo?.[MEMO] ?? null) as DeclaredSchedule | null;
    const declared = written !== null && saysTheSame(found, optionsOf(chain, written)) ? written : null;
    return { name, declared, paused: state.paused, next: info.nextActionTimes[0]?.getTime() ?? null };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return null;
    throw error;
  }
}

/** Makes one change. To make it twice does no harm. */
export async function changeSchedule(client: Client, chain: string, change: ScheduleChange): Promise<void> {
  switch (change.type) {
    case 'create':
      await client.schedule.create({
        scheduleId: idOf(chain, change.schedule.name),
        ...optionsOf(chain, change.schedule),
      });
      return;
    case 'change':
      await client.schedule
        .getHandle(idOf(chain, change.schedule.name))
        .update(() => optionsOf(chain, change.schedule));
      return;
    case 'remove':
      await client.schedule.getHandle(idOf(chain, change.name)).delete();
      return;
    case 'keep':
      return;
  }
}

const OVERLAP = { skip: ScheduleOverlapPolicy.SKIP, wait: ScheduleOverlapPolicy.BUFFER_ONE } as const;

function optionsOf(chain: string, schedule: DeclaredSchedule) {
  const { name, cron, timeZone, overlap, catchUp, paused, start, taskQueue } = schedule;
  // Temporal puts the time after it, and the whole is the train's id.
  const workflowId = `${chain}/${start.kind}/${name}`;
  if (!isTrainId(`${workflowId}-2026-01-01T00:00:00Z`)) throw new Error(`Internal error, please report: ${workflowId}`);
  return {
    // Temporal answers what it made of the expression, and of the expression itself only the comment.
    spec: { cronExpressions: [`${cron} # ${cron}`], timezone: timeZone },
    action: {
      type: 'startWorkflow',
      workflowType: start.kind,
      workflowId,
      taskQueue,
      args: [{ ...start.input, trigger: { type: 'schedule', schedule: name } }],
      memo: { [MEMO]: schedule },
    },
    policies: { overlap: OVERLAP[overlap], catchupWindow: catchUp, pauseOnFailure: false },
    state: { paused, note: 'kept by `cascade schedule apply`' },
  } as const satisfies Omit<ScheduleOptions, 'scheduleId'>;
}
