import type { ActionPin, Fleet } from '../domain/fleet/fleet.ts';
import { fillPins } from '../domain/fleet/open-pins.ts';

/** The text of a template with the commit and version of every action put in. Throws where an action has no pin. */
export function withPins(text: string, { ci, actions, pins }: Fleet): string {
  return fillPins(text, (action) => {
    if (action.startsWith('CI/')) return pinned(`${ci.owner}/${ci.name}/${action.slice(3)}`, actions);
    const [owner = '', name = ''] = action.split('/');
    const pin = pins[`${owner}/${name}`];
    if (pin === undefined) throw new Error(`Internal error, please report: the action ${action} has no pin`);
    return pinned(action, pin);
  });
}

function pinned(action: string, { commit, version }: ActionPin): string {
  return `${action}@${commit} # ${version}`;
}
