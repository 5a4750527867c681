import type { Itinerary } from '../orders.ts';
import type { TellWebhook } from '../telling.ts';
import type { Timings } from '../timings.ts';
import type { TrainView } from '../train-view.ts';
import { chainNews, type ChainNews } from './broken-chain.ts';
import type { CommitStatus } from './commit-statuses.ts';
import { type Notice, type NoticeOrder, noticeOf } from './notice.ts';

/** What is told at one moment, apart from the train, which doesn't wait for it. */
export interface TellingOrder {
  readonly train: string;
  readonly chain: string;
  /** What was not said of commits yet. */
  readonly statuses: readonly CommitStatus[];
  readonly notices: readonly NoticeOrder[];
  /** `null` where no issue is kept, or nothing was found out about the chain. */
  readonly issue: IssueOrder | null;
  readonly timings: Timings;
}

/** News for the issue of a chain. */
export interface IssueOrder {
  readonly place: { readonly owner: string; readonly name: string };
  readonly news: ChainNews;
}

/**
 * The notices of a moment, for all who want to be told of it. Required ones are part of a train's success, and come earlier.
 * @param count tells moments of one train apart
 */
export function noticesOf(
  { chain, request, digest }: Pick<Itinerary, 'chain' | 'request' | 'digest'>,
  event: Notice['event'],
  view: TrainView,
  count: number,
): readonly NoticeOrder[] {
  const isSuccess = event === 'settled' && view.state === 'succeeded';
  return chain.tells.webhooks.flatMap((webhook, index) => {
    const isWanted = webhook.on.includes(event) && webhook.kinds.includes(request.kind);
    if (!isWanted || (isSuccess && webhook.required && view.followUp !== null)) return [];
    return [noticeFor(webhook, index, noticeOf(event, view), `${digest}.${count}`)];
  });
}

/**
 * A notice for the webhook of that place in the configuration.
 * @param moment the same for a notice that is sent again, and for no other of a train of that name
 */
export function noticeFor(
  { format, urlVariable, secretVariable }: TellWebhook,
  index: number,
  notice: Notice,
  moment: string,
): NoticeOrder {
  const delivery = `${notice.train}/${notice.event}/${moment}/${index}`;
  return { webhook: { format, urlVariable, secretVariable }, notice, delivery };
}

/** The news of a train that settled; a line of its own says nothing about the chain, and a trial publishes nothing. */
export function issueOrder({ chain, request }: Itinerary, view: TrainView): IssueOrder | null {
  const place = chain.tells.issue;
  const isAside = request.kind === 'cascade' ? request.line !== null : request.dryRun;
  if (place === null || isAside) return null;
  const news = chainNews(view);
  return news.whole.length === 0 && Object.keys(news.broken).length === 0 ? null : { place, news };
}
