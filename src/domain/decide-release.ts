import { sameRepository } from './build-place.ts';
import { type Chain, fullName, type Repository } from './chain.ts';
import { actorOf, ignoreOwn } from './event-sender.ts';
import type { EventOf } from './github-event.ts';
import { isVersion, releaseTrainId } from './ids.ts';
import { inEachChain } from './in-each-chain.ts';
import { findReleaseMarker } from './marker.ts';
import { watchedLine } from './watched-line.ts';
import { type DecideByChains, ignore, type Received, type WebhookDecision } from './webhook-decision.ts';

/** A tag that asks for a release: by a release that was published, or by itself. */
interface TagNews {
  readonly by: 'releases' | 'tags';
  readonly repository: { readonly owner: string; readonly name: string };
  readonly tag: string;
  readonly sender: string;
}

/** What a published release means: a release of every chain that waits for it, unless Cascade itself made it. */
export function decideRelease(
  event: EventOf<'release-published'>,
  received: Received,
): WebhookDecision | DecideByChains {
  const made = findReleaseMarker(event.notes);
  if (made !== null) return ignore('made-by-cascade', `train ${made.train} published this release`);
  const own = ignoreOwn(event.sender, 'published this release', received);
  if (own !== null) return own;
  return (chains) =>
    inEachChain(event.repository, chains, (chain, here) => {
      const decision = releaseIn({ ...event, by: 'releases' }, received, chain, here);
      return [decision.type === 'start' ? (whyNot(event, chain, here) ?? decision) : decision];
    });
}

/** What a pushed tag means: the same, where the chain waits for tags. */
export function decideTag(event: Omit<TagNews, 'by'>, received: Received): WebhookDecision | DecideByChains {
  return (chains) =>
    inEachChain(event.repository, chains, (chain, here) => [
      releaseIn({ ...event, by: 'tags' }, received, chain, here),
    ]);
}

function releaseIn(
  { by, repository, tag, sender }: TagNews,
  { delivery }: Received,
  chain: Chain,
  here: readonly Repository[],
): WebhookDecision {
  const starters = chain.triggers[by];
  const source = here.find(({ alias }) => starters.includes(alias));
  if (source === undefined) {
    return ignore(
      'not-a-trigger',
      `${by === 'tags' ? 'a tag' : 'a release'} in ${fullName(repository)} starts none of chain ${chain.name}: its ` +
        `triggers.${by} has ${starters.join(', ') || 'none'}`,
    );
  }
  if (chain.release === null) return ignore('no-release', `chain ${chain.name} publishes no releases`);
  if (!isVersion(tag)) {
    return ignore(
      'not-a-version',
      `the tag "${tag}" is no version; a release of ${chain.name} needs one such as v1.4.0`,
    );
  }
  const trigger = { type: 'release', repository: source.alias, tag, delivery, by: actorOf(sender) } as const;
  return {
    type: 'start',
    kind: 'release',
    trainId: releaseTrainId(chain.name, tag),
    input: { chain: chain.name, version: tag, trigger },
  };
}

/** What a release that a person published can have against it, and a mere tag can't. */
function whyNot(
  { repository, tag, target, defaultBranch, immutable }: EventOf<'release-published'>,
  chain: Chain,
  here: readonly Repository[],
): WebhookDecision | null {
  if (here.every((one) => (watchedLine(chain, one, target, defaultBranch)?.line ?? null) !== null)) {
    return ignore(
      'line-never-publishes',
      `the release ${tag} of ${fullName(repository)} is of branch ${target}, a line of chain ${chain.name}: cascades ` +
        'travel on it, and nothing is published',
    );
  }
  if (immutable && chain.release !== null && sameRepository(repository, chain.release)) {
    return ignore(
      'immutable-release',
      `the release ${tag} of ${fullName(repository)} is immutable, so nothing can be added to it, and a release of ` +
        `${chain.name} is published in the same place: start one by hand with another version`,
    );
  }
  return null;
}
