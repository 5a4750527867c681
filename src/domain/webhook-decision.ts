import { type Chain, fullName, type Repository } from './chain.ts';
import { assertNever } from './exhaustive.ts';
import { buildId, cascadeTrainId, isTrainId, isVersion, releaseTrainId } from './ids.ts';
import { findMarker, findReleaseMarker } from './marker.ts';
import type { CascadeInput, ReleaseInput } from './train-request.ts';
import type { Actor } from './trigger.ts';

/** What a webhook says of an actions run. It wakes the build up and is shown; nothing is decided by it. */
export interface RunHint {
  readonly runId: number;
  readonly attempt: number;
  readonly status: string;
}

interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** What GitHub tells of, as far as a decision needs it. */
export type GitHubEvent =
  | {
      readonly type: 'actions-run';
      readonly action: string;
      readonly runId: number;
      readonly attempt: number;
      readonly title: string;
      readonly event: string;
      readonly status: string;
    }
  | {
      readonly type: 'release-published';
      readonly repository: RepositoryName;
      readonly tag: string;
      readonly notes: string;
      readonly sender: string;
    }
  | {
      readonly type: 'push';
      readonly repository: RepositoryName;
      /** `null` where a tag was pushed. */
      readonly branch: string | null;
      readonly defaultBranch: string;
      readonly commit: string;
      readonly deleted: boolean;
      readonly sender: string;
    }
  | { readonly type: 'ping' };

/** What to do because of a webhook; doing nothing has a reason, too. */
export type WebhookDecision =
  | { readonly type: 'wake'; readonly workflowId: string; readonly hint: RunHint }
  | { readonly type: 'start'; readonly kind: 'release'; readonly trainId: string; readonly input: ReleaseInput }
  | { readonly type: 'start'; readonly kind: 'cascade'; readonly trainId: string; readonly input: CascadeInput }
  | { readonly type: 'ignore'; readonly code: IgnoredBecause; readonly why: string };

export type IgnoredBecause =
  | 'ping'
  | 'no-marker'
  | 'run-known-already'
  | 'made-by-cascade'
  | 'not-in-a-chain'
  | 'not-a-trigger'
  | 'not-a-version'
  | 'no-release'
  | 'tag-pushed'
  | 'branch-deleted'
  | 'branch-not-watched';

/** What a webhook means for these chains: one decision for each chain that has the repository, and never none. */
export function decide(event: GitHubEvent, delivery: string, chains: readonly Chain[]): readonly WebhookDecision[] {
  switch (event.type) {
    case 'ping':
      return [ignore('ping', 'GitHub can reach Cascade, and both have the same secret')];
    case 'actions-run':
      return [decideRun(event)];
    case 'release-published': {
      const made = findReleaseMarker(event.notes);
      if (made !== null) return [ignore('made-by-cascade', `train ${made.train} published this release`)];
      return inEachChain(event.repository, chains, (chain, here) => decideRelease(event, delivery, chain, here));
    }
    case 'push': {
      const { branch } = event;
      if (branch === null) return [ignore('tag-pushed', 'a tag was pushed; only pushes to branches start a cascade')];
      if (event.deleted) return [ignore('branch-deleted', `branch ${branch} was deleted`)];
      return inEachChain(event.repository, chains, (chain, here) =>
        decidePush({ ...event, branch }, delivery, chain, here),
      );
    }
    default:
      return assertNever(event);
  }
}

type Of<Type extends GitHubEvent['type']> = Extract<GitHubEvent, { type: Type }>;

function decideRun({ action, title, event, runId, attempt, status }: Of<'actions-run'>): WebhookDecision {
  const marker = findMarker(title);
  if (marker === null || !isTrainId(marker.train))
    return ignore('no-marker', `the title of actions run ${runId} has no marker: not one of ours`);
  // The answer to workflow_dispatch has the run's id; that to repository_dispatch hasn't, and this is the first news of it.
  if (action === 'requested' && event !== 'repository_dispatch') {
    return ignore('run-known-already', `actions run ${runId} is known from its dispatch, and has only been queued`);
  }
  return { type: 'wake', workflowId: buildId(marker.train, marker.alias), hint: { runId, attempt, status } };
}

function decideRelease(
  { repository, tag, sender }: Of<'release-published'>,
  delivery: string,
  chain: Chain,
  here: readonly Repository[],
): WebhookDecision {
  const source = here.find(({ alias }) => chain.triggers.releases.includes(alias));
  if (source === undefined) {
    const starters = chain.triggers.releases.join(', ') || 'none';
    return ignore(
      'not-a-trigger',
      `a release in ${fullName(repository)} starts none of chain ${chain.name}: its triggers.releases has ${starters}`,
    );
  }
  if (chain.release === null) return ignore('no-release', `chain ${chain.name} publishes no releases`);
  if (!isVersion(tag)) {
    return ignore(
      'not-a-version',
      `the tag "${tag}" is no version; a release of ${chain.name} needs one such as v1.4.0`,
    );
  }
  const trigger = { type: 'release', repository: source.alias, tag, delivery, by: actor(sender) } as const;
  return {
    type: 'start',
    kind: 'release',
    trainId: releaseTrainId(chain.name, tag),
    input: { chain: chain.name, version: tag, trigger },
  };
}

function decidePush(
  { repository, branch, defaultBranch, commit, sender }: Of<'push'> & { readonly branch: string },
  delivery: string,
  chain: Chain,
  here: readonly Repository[],
): WebhookDecision {
  const { pushBranches } = chain.triggers;
  const changed = here.filter((one) => branch === (one.branch ?? defaultBranch) || pushBranches.includes(branch));
  const [first] = changed;
  if (first === undefined) {
    const watched = [...new Set([...here.map((one) => one.branch ?? defaultBranch), ...pushBranches])].join(', ');
    return ignore(
      'branch-not-watched',
      `branch ${branch} of ${fullName(repository)} was pushed; chain ${chain.name} watches ${watched}`,
    );
  }
  const trigger = { type: 'push', repository: first.alias, branch, commit, delivery, by: actor(sender) } as const;
  return {
    type: 'start',
    kind: 'cascade',
    trainId: cascadeTrainId(chain.name, first.alias, commit),
    input: { chain: chain.name, changed: changed.map(({ alias }) => ({ repository: alias, commit })), trigger },
  };
}

function inEachChain(
  repository: RepositoryName,
  chains: readonly Chain[],
  decideFor: (chain: Chain, here: readonly Repository[]) => WebhookDecision,
): readonly WebhookDecision[] {
  const wanted = fullName(repository).toLowerCase();
  const decisions = chains.flatMap((chain) => {
    const here = chain.repositories.filter((one) => fullName(one).toLowerCase() === wanted);
    return here.length === 0 ? [] : [decideFor(chain, here)];
  });
  if (decisions.length > 0) return decisions;
  const known = chains.map(({ name }) => name).join(', ') || 'none';
  return [ignore('not-in-a-chain', `${fullName(repository)} is in no chain; the chains are ${known}`)];
}

/** GitHub shows what no account did, or a deleted one, as done by "ghost". */
function actor(sender: string): Actor {
  return { type: 'github', login: sender === '' ? 'ghost' : sender };
}

function ignore(code: IgnoredBecause, why: string): WebhookDecision {
  return { type: 'ignore', code, why };
}
