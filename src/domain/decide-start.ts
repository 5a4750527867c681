import { sameRepository } from './build-place.ts';
import { type Chain, fullName, type Repository } from './chain.ts';
import type { EventOf } from './github-event.ts';
import { cascadeTrainId, isVersion, releaseTrainId } from './ids.ts';
import { findReleaseMarker } from './marker.ts';
import type { Actor } from './trigger.ts';
import { type DecideByChains, ignore, namesOf, type WebhookDecision } from './webhook-decision.ts';

/** What a published release means: a release of every chain that waits for it, unless Cascade itself made it. */
export function decideRelease(event: EventOf<'release-published'>, delivery: string): WebhookDecision | DecideByChains {
  const made = findReleaseMarker(event.notes);
  if (made !== null) return ignore('made-by-cascade', `train ${made.train} published this release`);
  return (chains) => inEachChain(event.repository, chains, (chain, here) => releaseIn(event, delivery, chain, here));
}

/** What a push means: a cascade in every chain that watches the branch. */
export function decidePush(event: EventOf<'push'>, delivery: string): WebhookDecision | DecideByChains {
  const { repository, branch, deleted } = event;
  if (branch === null) return ignore('tag-pushed', 'a tag was pushed; only pushes to branches start a cascade');
  if (deleted) return ignore('branch-deleted', `branch ${branch} was deleted`);
  const push = { ...event, branch };
  return (chains) => inEachChain(repository, chains, (chain, here) => cascadeIn(push, delivery, chain, here));
}

type PushToBranch = EventOf<'push'> & { readonly branch: string };

function releaseIn(
  { repository, tag, immutable, sender }: EventOf<'release-published'>,
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
  if (immutable && sameRepository(source, chain.release)) {
    return ignore(
      'immutable-release',
      `the release ${tag} of ${fullName(repository)} is immutable, so nothing can be added to it, and a release of ` +
        `${chain.name} is published in the same place: start one by hand with another version`,
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

function cascadeIn(
  { repository, branch, defaultBranch, commit, sender }: PushToBranch,
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
  repository: EventOf<'push'>['repository'],
  chains: readonly Chain[],
  decideFor: (chain: Chain, here: readonly Repository[]) => WebhookDecision,
): readonly WebhookDecision[] {
  const decisions = chains.flatMap((chain) => {
    const here = chain.repositories.filter((one) => sameRepository(one, repository));
    return here.length === 0 ? [] : [decideFor(chain, here)];
  });
  if (decisions.length > 0) return decisions;
  return [ignore('not-in-a-chain', `${fullName(repository)} is in no chain; ${namesOf(chains)}`)];
}

/** GitHub shows what no account did, or a deleted one, as done by "ghost". */
function actor(sender: string): Actor {
  return { type: 'github', login: sender === '' ? 'ghost' : sender };
}
