import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { startActionsRun, type StartInput, type StartResult } from './start-actions-run.ts';

export interface SignalInput extends Pick<StartInput, 'marker' | 'deadline' | 'firstExecution'> {
  readonly place: RepositoryName;
  readonly eventType: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** Tells a repository something by a `repository_dispatch`, which is posted at most once, as a build's is. */
export function sendSignal(dependencies: Pick<Dependencies, 'github' | 'timings'>) {
  const start = startActionsRun(dependencies);
  return async function sendSignal({
    place,
    eventType,
    payload,
    ...rest
  }: SignalInput): Promise<StartResult['answer']> {
    // GitHub takes neither branch nor actions workflow here: whoever listens runs on its default branch.
    const target = { ...place, ref: '', held: false, workflow: '', actor: '' };
    const { answer } = await start({ target, dispatch: { type: 'repository_dispatch', eventType, payload }, ...rest });
    return answer;
  };
}
