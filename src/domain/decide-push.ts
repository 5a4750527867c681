import { type Chain, fullName, type Repository } from './chain.ts';
import { decideTag } from './decide-release.ts';
import { actorOf, ignoreOwn } from './event-sender.ts';
import type { EventOf } from './github-event.ts';
import { pathMatcher } from './glob.ts';
import { inEachChain } from './in-each-chain.ts';
import type { PushPolicy } from './push-policy.ts';
import type { PushCheck } from './queue/arrivals.ts';
import { findSkipToken } from './skip-token.ts';
import { findTrainTrailer } from './train-trailer.ts';
import { watchedBranches, watchedLine } from './watched-line.ts';
import { type DecideByChains, ignore, type Received, type WebhookDecision } from './webhook-decision.ts';

/** What a push means: a change for every chain that watches the branch, or a release for those that wait for the tag. */
export function decidePush(event: EventOf<'push'>, received: Received): WebhookDecision | DecideByChains {
  const { repository, branch, tag, deleted, message, sender } = event;
  if (deleted) {
    return tag === null
      ? ignore('branch-deleted', `branch ${branch ?? ''} was deleted`)
      : ignore('tag-deleted', `tag ${tag} was deleted`);
  }
  const own = ignoreOwn(sender, `pushed to ${fullName(repository)}`, received);
  if (own !== null) return own;
  if (tag !== null) return decideTag({ repository, tag, sender }, received);
  if (branch === null) return ignore('event-not-used', 'neither a branch nor a tag was pushed');
  const train = findTrainTrailer(message);
  if (train !== null) return ignore('made-by-cascade', `train ${train} made the commit that was pushed`);
  const token = findSkipToken(message);
  if (token !== null) {
    return ignore('skip-token', `the message of the pushed commit has ${token}, so that nothing starts by it`);
  }
  const push = { ...event, branch };
  return (chains) =>
    inEachChain(repository, chains, (chain, here) => here.map((one) => changeIn(push, received, chain, one)));
}

type PushToBranch = EventOf<'push'> & { readonly branch: string };

function changeIn(push: PushToBranch, received: Received, chain: Chain, repository: Repository): WebhookDecision {
  const { branch, defaultBranch, commit, paths, sender } = push;
  const { alias } = repository;
  const watched = watchedLine(chain, repository, branch, defaultBranch);
  if (watched === null) {
    return ignore(
      'branch-not-watched',
      `branch ${branch} of ${fullName(repository)} was pushed; chain ${chain.name} watches ` +
        watchedBranches(chain, repository, defaultBranch),
    );
  }
  if (!someCount(paths, repository.push)) {
    return ignore(
      'paths-not-watched',
      `nothing that was pushed counts for ${alias} in chain ${chain.name}: see on_push.paths and on_push.ignored_paths there`,
    );
  }
  const { delivery } = received;
  return {
    type: 'enqueue',
    chain: chain.name,
    arrival: {
      // One push can change several components of a chain.
      delivery: `${delivery}/${alias}`,
      repository: alias,
      commit,
      // Whatever a clock says, nothing was pushed later than GitHub told of it.
      at: Math.min(push.at ?? received.at, received.at),
      line: watched.line,
      parameters: {},
      hop: null,
      check: checkOf(repository, branch),
      trigger: { type: 'push', repository: alias, branch, commit, delivery, by: actorOf(sender) },
      policy: chain.queue,
    },
  };
}

function someCount(paths: readonly string[] | null, { paths: counted, ignoredPaths }: PushPolicy): boolean {
  const isFiltered = counted.length > 0 || ignoredPaths.length > 0;
  if (paths === null || !isFiltered) return true;
  const counts = counted.length === 0 ? () => true : pathMatcher(counted);
  const isIgnored = pathMatcher(ignoredPaths);
  return paths.some((path) => counts(path) && !isIgnored(path));
}

function checkOf({ owner, name, build, push }: Repository, branch: string): PushCheck | null {
  const { workflows, jobs, buildsAgain, content } = push;
  if (workflows.length === 0 && content.length === 0) return null;
  const countsAsBuild = workflows.length > 0 && build !== null && !buildsAgain;
  return { owner, name, branch, workflows, jobs, countsAsBuild, content };
}
