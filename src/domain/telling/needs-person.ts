import type { TrainView } from '../train-view.ts';

/** Whether a train goes on only when somebody does something. */
export function needsPerson({ state, publishing, gates }: TrainView): boolean {
  if (state === 'needs-person') return true;
  const waitsWithDraft = publishing?.status === 'running' && publishing.draft !== null && publishing.word === 'none';
  return waitsWithDraft && gates.some((gate) => gate.before === 'publishing' && gate.state === 'waiting');
}
