import type { ActionPin, Fleet } from '../domain/fleet/fleet.ts';

/** How a template leaves an action's commit open: `uses: actions/checkout@pinned`; ours are `uses: CI/actions/setup@pinned`. */
const OPEN = /(uses: )([^\s@]+)@pinned\b/g;

/** The text of a template with the commit and version of every action put in. Throws where an action has no pin. */
export function withPins(text: string, { ci, actions, pins }: Fleet): string {
  return text.replace(OPEN, (_, uses: string, action: string) => {
    if (action.startsWith('CI/')) return pinned(`${uses}${ci.owner}/${ci.name}/${action.slice(3)}`, actions);
    const [owner = '', name = ''] = action.split('/');
    const pin = pins[`${owner}/${name}`];
    if (pin === undefined) throw new Error(`Internal error, please report: the action ${action} has no pin`);
    return pinned(`${uses}${action}`, pin);
  });
}

function pinned(action: string, { commit, version }: ActionPin): string {
  return `${action}@${commit} # ${version}`;
}
