import type { Node } from '../../src/domain/graph.ts';
import type { Journey } from '../trains/run-train.ts';
import { isDispatch } from '../trains/run-train.ts';

/** When the builds of one pass were dispatched, and when it was first told that they are finished. Milliseconds, from any one moment on. */
export interface Ends {
  readonly dispatched: ReadonlyMap<string, number>;
  readonly finished: ReadonlyMap<string, number>;
}

/** A build that followed others. */
export interface Hop {
  readonly alias: string;
  /** Which of its needs was finished last. */
  readonly after: string;
  /** From that one's end to the dispatch, milliseconds. */
  readonly ms: number;
}

/** The hops of one pass: every node that needs others, counted from the last of them. There must have been a place for each at once. */
export function hopsOf(nodes: readonly Node[], { dispatched, finished }: Ends): readonly Hop[] {
  return nodes.flatMap(({ alias, needs }) => {
    const ends = needs.map((need) => ({ need, at: momentOf(need, finished) }));
    const [last] = ends.sort((a, b) => b.at - a.at);
    return last === undefined ? [] : [{ alias, after: last.need, ms: momentOf(alias, dispatched) - last.at }];
  });
}

function momentOf(alias: string, moments: ReadonlyMap<string, number>): number {
  const at = moments.get(alias);
  if (at === undefined) throw new Error(`Nothing is known of ${alias}: it was not dispatched, or its end was not told`);
  return at;
}

/** The moments as GitHub sees them: the webhook of the end is sent, the dispatch is received. Repositories are named `owner/alias`. */
export function endsAtGitHub({ requests, deliveries }: Pick<Journey, 'requests' | 'deliveries'>): Ends {
  const completed = deliveries.filter(({ event, action }) => event === 'workflow_run' && action === 'completed');
  return {
    dispatched: new Map(requests.filter(isDispatch).map(({ repository = '', at }) => [aliasOf(repository), at])),
    finished: new Map(completed.map(({ repository = '', at }) => [aliasOf(repository), at])),
  };
}

function aliasOf(repository: string): string {
  return repository.slice(repository.indexOf('/') + 1);
}
