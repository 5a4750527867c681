import type { ActionPin, Fleet } from '../../domain/fleet/fleet.ts';
import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { renderFleet } from '../../fleet/render.ts';

/** Where everybody takes actions and reusable actions workflows from, whatever `cascade.yml` says. */
export interface FleetPins {
  readonly actions: ActionPin;
  readonly workflows: ActionPin;
}

/** What a fleet comes out as with other pins: those of a CI repository that has just been made. */
export function renderWithPins(fleet: Fleet, pins: FleetPins): readonly RenderedRepository[] {
  const members = fleet.members.map((member) => ({ ...member, workflows: pins.workflows }));
  return renderFleet({ ...fleet, ...pins, members });
}
