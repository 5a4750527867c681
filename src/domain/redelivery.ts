/** One try of GitHub's to deliver a webhook, as its log has it; all tries of one event have the same `guid`. */
export interface DeliveryTry {
  readonly id: number;
  readonly guid: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether it was answered with a 2xx. */
  readonly delivered: boolean;
}

/** A webhook that was never delivered. */
export interface FailedDelivery {
  readonly guid: string;
  /** Of its newest try: GitHub sends that one again. */
  readonly id: number;
  /** When it was first tried, and last. */
  readonly since: number;
  readonly latest: number;
  readonly tries: number;
}

/** A delivery that GitHub was asked to send again. */
export interface AskedAgain {
  readonly at: number;
  /** How many tries its log had by then. */
  readonly tries: number;
}

const MINUTE = 60_000;

/**
 * After so many tries (the index, counting from 1) the pause before the next is asked for, in milliseconds. The first
 * is asked for at once: most fail because nobody listened. Beyond the last, it takes a person.
 */
const PAUSES = [0, 10 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE];

/** How long a redelivery that the log doesn't show yet counts as under way. */
const UNDER_WAY = 10 * MINUTE;

/** The webhooks of a log that no try delivered, oldest first. */
export function failedDeliveries(log: readonly DeliveryTry[]): readonly FailedDelivery[] {
  const byGuid = new Map<string, DeliveryTry[]>();
  for (const attempt of log) byGuid.set(attempt.guid, [...(byGuid.get(attempt.guid) ?? []), attempt]);
  return [...byGuid.values()]
    .filter((tries) => !tries.some(({ delivered }) => delivered))
    .map(summarise)
    .sort((a, b) => a.since - b.since || a.id - b.id);
}

/** Those to ask for now without being told to: not while an earlier redelivery is under way, ever more rarely, and not for ever. */
export function dueRedeliveries(
  failed: readonly FailedDelivery[],
  asked: ReadonlyMap<string, AskedAgain>,
  now: number,
): readonly FailedDelivery[] {
  return failed.filter(({ guid, tries, latest }) => {
    const pause = PAUSES[tries - 1];
    if (pause === undefined || now - latest < pause) return false;
    const before = asked.get(guid);
    return before === undefined || tries > before.tries || now - before.at >= UNDER_WAY;
  });
}

function summarise(tries: readonly DeliveryTry[]): FailedDelivery {
  const newest = tries.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.id > a.id) ? b : a));
  const since = Math.min(...tries.map(({ at }) => at));
  return { guid: newest.guid, id: newest.id, since, latest: newest.at, tries: tries.length };
}
