import type { AdmissionAnswer, RunnerShares } from '../../../src/domain/queue/admission.ts';
import type { FoundTrain } from '../../../src/domain/queue/queue-events.ts';
import type { Change, TrainKind } from '../../../src/domain/trigger.ts';

/** A train, as far as its queue has to do with it. */
export interface ModelTrain {
  readonly train: string;
  readonly kind: TrainKind;
  /** What it was started with. */
  readonly own: readonly Change[];
  /** Whether the queue started it. */
  readonly byQueue: boolean;
  /** Another each time that somebody starts it again under its id. */
  runId: string;
  status: 'asking' | 'running' | 'waits for a person' | 'over';
  departed: boolean;
  answer: AdmissionAnswer | null;
  shares: RunnerShares;
  /** Builds on the runners of the label. */
  using: number;
  /** Whether it has told that nothing is left for it to build there. */
  isDone: boolean;
}

/** A train that has just been started. */
export function freshTrain(start: Pick<ModelTrain, 'train' | 'kind' | 'own' | 'byQueue'>): ModelTrain {
  return {
    ...start,
    runId: 'first',
    status: 'asking',
    departed: false,
    answer: null,
    shares: {},
    using: 0,
    isDone: false,
  };
}

/** A train as the engine finds it. */
export function foundAs({ train, runId, kind, status }: ModelTrain): readonly FoundTrain[] {
  const known = { train, runId, kind, version: kind === 'release' ? train : null };
  switch (status) {
    case 'running':
      return [known];
    case 'asking':
      return [{ ...known, place: 'asked-for' }];
    case 'waits for a person':
      return [{ ...known, place: 'given-back' }];
    case 'over':
      return [];
  }
}

/** A change as a text that tells it from all others. */
export function nameOf({ repository, commit }: Pick<Change, 'repository' | 'commit'>): string {
  return `${repository}@${commit ?? ''}`;
}

/** The execution of it that there is now. */
export function idOf({ train, runId }: ModelTrain): Pick<ModelTrain, 'train' | 'runId'> {
  return { train, runId };
}

/** What it was admitted with. */
export function changesOf({ answer }: ModelTrain): readonly Change[] {
  return answer?.type === 'admitted' ? answer.changed : [];
}

/** A nightly takes no limited runner, and neither does a train that has nothing left to build there. */
export function runnersOf({ kind, isDone }: ModelTrain): { readonly runners?: readonly string[] } {
  return kind === 'nightly' || isDone ? { runners: [] } : {};
}
