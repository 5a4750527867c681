import type { Chain, Repository } from './chain.ts';
import { type DispatchNews, readNews } from './dispatch-news.ts';
import { type FittingRule, ruleFor } from './dispatch-rule.ts';
import { actorOf, ignoreOwn } from './event-sender.ts';
import { assertNever } from './exhaustive.ts';
import type { EventOf } from './github-event.ts';
import { inEachChain } from './in-each-chain.ts';
import { buildNamedIn } from './marked-build.ts';
import type { Arrival } from './queue/arrivals.ts';
import { watchedLine } from './watched-line.ts';
import { type DecideByChains, ignore, type Received, type WebhookDecision } from './webhook-decision.ts';

/** What a dispatch means that Cascade didn't send: a change for every chain that has a rule for it. */
export function decideDispatch(event: EventOf<'dispatch'>, received: Received): WebhookDecision | DecideByChains {
  const build = buildNamedIn(event.marker);
  if (build !== null) return ignore('made-by-cascade', `the dispatch ${event.eventType} is of build ${build}`);
  const own = ignoreOwn(event.sender, `sent the dispatch ${event.eventType}`, received);
  if (own !== null) return own;
  return (chains) => inEachChain(event.repository, chains, (chain, here) => changesIn(event, received, chain, here));
}

function changesIn(
  event: EventOf<'dispatch'>,
  received: Received,
  chain: Chain,
  here: readonly Repository[],
): readonly WebhookDecision[] {
  const { eventType } = event;
  const fitting = ruleFor(chain, eventType);
  if (fitting === null) {
    const known = chain.triggers.dispatches.map((rule) => rule.eventType).join(', ') || 'none';
    return [
      ignore(
        'dispatch-not-known',
        `no rule of chain ${chain.name} fits "${eventType}": triggers.dispatches has ${known}`,
      ),
    ];
  }
  const news = readNews(chain, fitting, event.payload);
  if (news.ref.startsWith('refs/pull/')) {
    return [
      ignore('pull-request', `the dispatch ${eventType} is about ${news.ref}: a pull request starts nothing, ever`),
    ];
  }
  const built = builtBy(fitting, news, chain, here);
  if (built.length === 0) {
    return [
      ignore(
        'names-no-repository',
        `the dispatch ${eventType} builds what it names, and that is "${news.called}", which chain ${chain.name} ` +
          `doesn't have: look at ${fitting.rule.repositoryFields.join(', ')} in its payload, or add to names in triggers.dispatches`,
      ),
    ];
  }
  const line = lineOf(event, fitting, news, chain);
  return built.map((one) => ({
    type: 'enqueue',
    chain: chain.name,
    arrival: arrivalOf(event, received, { chain, here, news, line, one }),
  }));
}

function builtBy(
  { rule, named }: FittingRule,
  { about }: DispatchNews,
  chain: Chain,
  here: readonly Repository[],
): readonly Repository[] {
  switch (rule.builds) {
    case 'receiver':
      return here;
    case 'named':
      return named.length > 0 ? named : about;
    case 'all':
      return chain.repositories;
    default:
      return assertNever(rule.builds);
  }
}

/** The rule's own line, or that of the branch which the dispatch is about. */
function lineOf(
  { defaultBranch }: EventOf<'dispatch'>,
  { rule }: FittingRule,
  { about, ref }: DispatchNews,
  chain: Chain,
): string | null {
  const [subject] = about;
  if (rule.line !== null || subject === undefined) return rule.line;
  return watchedLine(chain, subject, ref, defaultBranch)?.line ?? null;
}

function arrivalOf(
  { eventType, sender }: EventOf<'dispatch'>,
  { delivery, at }: Received,
  {
    chain,
    here,
    news: { about, commit },
    line,
    one: { alias },
  }: {
    readonly chain: Chain;
    readonly here: readonly Repository[];
    readonly news: DispatchNews;
    readonly line: string | null;
    readonly one: Repository;
  },
): Arrival {
  const [subject] = about;
  const isSubject = about.some((other) => other.alias === alias);
  // Somebody who asks for a repository as it is now passes on nothing that could be covered already.
  const passesOn = subject !== undefined && (commit !== null || !isSubject);
  return {
    delivery: `${delivery}/${alias}`,
    repository: alias,
    commit: isSubject ? commit : null,
    at,
    line,
    parameters: {},
    hop: passesOn ? { from: subject.alias, commit } : null,
    check: null,
    trigger: {
      type: 'dispatch',
      repository: here[0]?.alias ?? alias,
      eventType,
      delivery,
      by: actorOf(sender),
    },
    policy: chain.queue,
  };
}
