import { type DeclaredSchedule, scheduleChanges } from '../domain/schedules/schedule-changes.ts';
import { changeSchedule, readSchedules } from '../engine/schedules.ts';
import { configured } from './configured.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderChanges, renderSchedules } from './render/schedule-lines.ts';
import { withTemporal } from './temporal.ts';

/** What `cascade schedule list` is asked for. */
export interface ListOptions {
  readonly chain?: string;
  readonly json?: boolean;
}

/** What `cascade schedule apply` is asked for. */
export interface ApplyOptions extends ListOptions {
  readonly yes?: boolean;
}

/** Shows what differs, and makes it so where that is wanted. */
export async function applySchedules({ yes = false, chain: name, json = false }: ApplyOptions): Promise<void> {
  const { environment, chain } = await configured(name);
  const { taskQueue } = environment;
  const declared = chain.schedules.map((schedule): DeclaredSchedule => ({ ...schedule, taskQueue }));
  await withTemporal(environment, async (temporal) => {
    const names = declared.map((schedule) => schedule.name);
    const existing = await temporal.ask((client) => readSchedules(client, chain.name, names));
    const changes = scheduleChanges(declared, existing);
    if (yes) {
      for (const change of changes) await temporal.ask((client) => changeSchedule(client, chain.name, change));
    }
    if (json) printJson({ changes, applied: yes });
    else printLines(renderChanges(changes, yes));
  });
}

/** Shows what Temporal has. */
export async function listSchedules({ chain: name, json = false }: ListOptions): Promise<void> {
  const { environment, chain } = await configured(name);
  await withTemporal(environment, async (temporal) => {
    const existing = await temporal.ask((client) => readSchedules(client, chain.name, []));
    if (json) printJson(existing);
    else printLines(renderSchedules(existing, canvasFor(process.stdout)));
  });
}
