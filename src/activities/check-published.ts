import { cancellationSignal } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Dependencies } from './dependencies.ts';
import { notYet, refused } from './failures.ts';

type Means = Pick<Dependencies, 'timings'>;

/** Looks once whether a registry shows a package: its address answers 200. A registry that can't tell is asked again by the engine. */
export function checkPublished({ timings }: Means) {
  return async function checkPublished(address: string): Promise<boolean> {
    const answer = await ask(address, timings.call / 2);
    if (answer.knows) return answer.shows;
    throw ApplicationFailure.create({ message: answer.text, type: 'RegistryUnavailable' });
  };
}

export interface WatchPublishedInput {
  readonly address: string;
  /** Who asks later than this gives up; milliseconds since the epoch. */
  readonly until: number;
}

/** Ends when the registry shows the package; until then the engine asks again at the interval, and no history grows. */
export function watchPublished({ timings }: Means) {
  return async function watchPublished({ address, until }: WatchPublishedInput): Promise<void> {
    const isLast = Date.now() >= until;
    const { shows, text } = await ask(address, timings.call / 2);
    if (shows) return;
    if (!isLast) throw notYet(text);
    throw refused(`the actions run succeeded, but the package does not show in time: ${text}`);
  };
}

interface RegistryAnswer {
  readonly shows: boolean;
  /** Whether it is an answer at all, rather than a registry in trouble. */
  readonly knows: boolean;
  /** The same in words. */
  readonly text: string;
}

/** Asks like anybody: nothing of ours goes along, and redirects are followed. */
async function ask(address: string, timeout: number): Promise<RegistryAnswer> {
  const signal = AbortSignal.any([cancellationSignal(), AbortSignal.timeout(timeout)]);
  const headers = { 'user-agent': 'cascade', 'cache-control': 'no-cache' };
  try {
    const response = await fetch(address, { headers, signal });
    await response.body?.cancel();
    const { status } = response;
    const hint = status === 401 || status === 403 ? '; it must be readable without signing in' : '';
    const inTrouble = status >= 500 || status === 429 || status === 408;
    return { shows: status === 200, knows: !inTrouble, text: `${address} answers ${status}${hint}` };
  } catch (error) {
    cancellationSignal().throwIfAborted();
    return { shows: false, knows: false, text: `${address} cannot be asked: ${whyOf(error)}` };
  }
}

/** What fetch says of a broken connection stands below it. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
