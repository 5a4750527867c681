import { bumpFleet } from '../app/fleet/bump-fleet.ts';
import { fleetFile } from '../app/fleet/fleet-file.ts';
import { requireEnvironment } from '../app/settings.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { renderPins } from './render/pin-lines.ts';
import { canvasFor } from './render/columns.ts';

/** What `cascade fleet bump` is asked for. */
export interface FleetBumpOptions {
  readonly yes?: boolean;
  /** Milliseconds. */
  readonly cooldown: number;
  readonly file?: string;
  readonly json?: boolean;
}

/** Looks, tells, writes where that is wanted, and sets the exit status. */
export async function runFleetBump({ yes = false, cooldown, file, json = false }: FleetBumpOptions): Promise<void> {
  const environment = requireEnvironment(process.env);
  const path = await fleetFile(file, environment.chains);
  const pins = await bumpFleet(environment, path, { cooldown, write: yes });
  if (json) printJson({ written: yes && pins.some(({ newer }) => newer !== null), pins });
  else printLines(renderPins(pins, yes, canvasFor(process.stdout)));
  if (pins.some(({ ok }) => !ok)) process.exitCode = EXIT_STATUS.no;
}
