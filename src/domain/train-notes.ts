import { publishingLine } from './publishing-line.ts';
import type { TrainView } from './train-view.ts';

/** Of the commands that people gave, so many are shown with a train. */
const COMMANDS_SHOWN = 5;

/**
 * What there is to say of a train beside its builds, a sentence a line: what explains its state, how far publishing is, the
 * gates that something has come to, who was not told, and what people asked for last.
 */
export function trainNotes(view: TrainView): readonly string[] {
  return [
    ...(view.note === '' ? [] : [view.note]),
    ...publishingLine(view),
    ...personLine(view),
    ...gateLines(view),
    ...followUpLines(view),
    ...commandLines(view),
  ];
}

/** What a person can do about a train that a failure stopped. */
function personLine({ state, builds, publishing }: TrainView): readonly string[] {
  if (state !== 'needs-person') return [];
  const failed = builds.filter(({ status }) => status === 'failed' || status === 'cancelled').map(({ alias }) => alias);
  const names = [...failed, ...(publishing?.status === 'failed' ? ['publishing'] : [])];
  if (names.length === 0) return [];
  return [
    `waits for a person: retry ${names.join(', ')}${failed.length > 0 ? ', or skip it' : ''}, or cancel the train`,
  ];
}

function gateLines({ gates }: TrainView): readonly string[] {
  return gates
    .filter(({ state }) => state !== 'not-reached')
    .map(({ name, before, state, why }) => `gate ${name}, before ${before}, is ${state}: ${why}`);
}

function followUpLines({ followUp }: TrainView): readonly string[] {
  if (followUp?.status === 'running') return ['telling others'];
  if (followUp?.status !== 'done') return [];
  return followUp.told.filter(({ ok }) => !ok).map(({ what, why }) => `not done: ${what}: ${why}`);
}

function commandLines({ commands }: TrainView): readonly string[] {
  return commands.slice(-COMMANDS_SHOWN).map(({ at, by, what, why }) => {
    return `${new Date(at).toISOString()} ${by} ${what}${why === '' ? '' : `: ${why}`}`;
  });
}
