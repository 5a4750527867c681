import { fullName, repositoryOf } from '../chain.ts';
import type { Itinerary } from '../orders.ts';
import type { BuildView, TrainView } from '../train-view.ts';

/** What one train says of one commit that it builds. */
export interface CommitStatus {
  readonly owner: string;
  readonly name: string;
  readonly commit: string;
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  readonly description: string;
  /** The page of its actions run; `null` where there is none. */
  readonly url: string | null;
}

/** Under which all trains of a chain say something of a commit: the latest word counts. */
export function statusContext(chain: string): string {
  return `cascade/${chain}`;
}

/** GitHub takes no more characters. */
const LONGEST = 140;

/** What is to be said of each commit whose build has begun. Components of one repository share its commit, and a status. */
export function commitStatuses(itinerary: Itinerary, { builds }: TrainView): readonly CommitStatus[] {
  const begun = builds.flatMap((build) => {
    const repository = repositoryOf(itinerary.chain, build.alias);
    const commit = itinerary.pins.find(({ alias }) => alias === build.alias)?.commit;
    const state = build.startedAt === null ? null : stateOf(build);
    return repository === undefined || commit === undefined || state === null
      ? []
      : [{ build, repository, commit, state }];
  });
  const byCommit = Map.groupBy(begun, ({ repository, commit }) => `${fullName(repository)}@${commit}`);
  return [...byCommit.values()].flatMap((all): readonly CommitStatus[] => {
    const [worst] = [...all].sort((a, b) => GRAVITY[b.state] - GRAVITY[a.state]);
    if (worst === undefined) return [];
    const { repository, commit, state, build } = worst;
    const description = all.length === 1 ? build.why : `${build.alias}: ${build.why}`;
    const { owner, name } = repository;
    return [{ owner, name, commit, state, description: shortened(description), url: build.run?.url ?? null }];
  });
}

const GRAVITY: Readonly<Record<CommitStatus['state'], number>> = { success: 0, pending: 1, error: 2, failure: 3 };

/** `null` for what this train doesn't build itself. */
function stateOf({ status, reason }: BuildView): CommitStatus['state'] | null {
  if (reason.code === 'nothing-to-build') return null;
  switch (status) {
    case 'running':
    case 'waiting':
      return 'pending';
    case 'succeeded':
      return 'success';
    case 'failed':
      return 'failure';
    case 'cancelled':
      return 'error';
    case 'blocked':
    case 'reused':
    case 'skipped':
      return null;
  }
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
