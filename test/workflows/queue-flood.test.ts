import { defineSearchAttributeKey } from '@temporalio/common';
import { expect, test } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import type { QueueState } from '../../src/domain/queue/queue-state.ts';
import { SEARCH_ATTRIBUTES } from '../../src/domain/search-attributes.ts';
import { reachQueues } from '../../src/engine/trains/enqueue.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { pushed } from '../support/pushed.ts';
import { pushAll, queueOf, untilQueue } from '../support/queues.ts';
import { startNightly, startRelease } from '../support/start-trains.ts';

const EVENTS = 10_000;
const BATCH = 200;
const STATE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.state, 'KEYWORD');
const REPOSITORIES = Array.from({ length: 29 }, (_, index) => `r${index}`);

/** A chain of them all, whose pushes merge behind the cascade that is under way. */
function wide(name: string, trains = 2): Chain {
  const queue: Chain['queue'] = {
    trains,
    onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' },
    runners: {},
  };
  return chainOf(
    REPOSITORIES.map((alias) => [alias, []] as const),
    { name, queue },
  );
}

/** The commit of the push of that number. */
const commitOf = (number: number) => number.toString(16).padStart(8, '0').padEnd(40, 'a');

// Thousands of these make a history long.
const BRANCH = `main-${'long'.repeat(40)}`;

/** A push of that number, as GitHub tells it. */
function numbered(cascade: TestCascade, number: number): Arrival {
  const [repository, delivery, commit] = [REPOSITORIES[number % 29] ?? '', `delivery ${number}`, commitOf(number)];
  const by = { type: 'github', login: 'somebody' } as const;
  const trigger = { type: 'push', repository: `acme/${repository}`, branch: BRANCH, commit, delivery, by } as const;
  return pushed(cascade, repository, { delivery, commit, at: 1000 + number, trigger });
}

/** A cascade that stays under way. */
async function startHeld(chain: Chain): Promise<TestCascade> {
  const cascade = await startCascade(chain, { seconds: 600, webhooks: false });
  await pushAll(cascade, [pushed(cascade, 'r0')]);
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  return cascade;
}

/** Waits until the queue has gone on in another execution. */
async function untilAnew({ client, chain }: TestCascade, before: string): Promise<void> {
  const queue = client.workflow.getHandle(queueId(chain.name));
  await expect.poll(async () => (await queue.describe()).runId, { timeout: 30_000, interval: 100 }).not.toBe(before);
}

/** Ends what is under way. */
async function endHeld(cascade: TestCascade): Promise<void> {
  const { running } = await queueOf(cascade);
  await Promise.all(running.map(({ train }) => cascade.client.workflow.getHandle(train).terminate()));
}

/** Sends such events in batches, each with some of the batch before again, as GitHub does. */
async function storm(cascade: TestCascade, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const again = Math.max(0, first - 10);
    const numbers = Array.from({ length: first + BATCH - again }, (_, index) => again + index);
    await pushAll(
      cascade,
      numbers.map((number) => numbered(cascade, number)),
    );
  }
}

/** Whether all of these build; Temporal says so itself, and the worker is not kept from anything. */
async function areBuilding(
  { client }: TestCascade,
  trains: readonly { readonly workflowId: string }[],
): Promise<boolean> {
  const found = await Promise.all(trains.map(({ workflowId }) => client.workflow.getHandle(workflowId).describe()));
  return found.every(({ typedSearchAttributes }) => typedSearchAttributes.get(STATE) === 'building');
}

/** Everything that was taken lately, and what became of the latest of it. */
async function takenBy({ client, chain }: TestCascade): Promise<Pick<QueueState, 'seen' | 'decisions'>> {
  const { seen, decisions } = await client.workflow.getHandle(queueId(chain.name)).query<QueueState>('memory');
  return { seen, decisions };
}

test('of 10,000 events during a cascade none is lost and none taken twice, a release and a nightly begin amid them, and the queue goes on anew', async () => {
  const cascade = await startHeld(wide('wide', 3));
  const { runId } = await cascade.client.workflow.getHandle(queueId('wide')).describe();
  await storm(cascade, 0, EVENTS / 2);
  await untilAnew(cascade, runId);
  const others = [await startRelease(cascade), await startNightly(cascade, 'one')];
  await storm(cascade, EVENTS / 2, EVENTS);
  let sent = EVENTS;
  // It goes on for as long as they have no place; where they never get one, it ends all the same.
  for (; sent < 3 * EVENTS && !(await areBuilding(cascade, others)); sent += BATCH) {
    await storm(cascade, sent, sent + BATCH);
  }
  expect(sent).toBeLessThan(3 * EVENTS);

  const newest = REPOSITORIES.map((alias, index) => {
    const number = sent - 1 - ((sent - 1 - index) % 29);
    return `${alias}@${commitOf(number).slice(0, 7)}`;
  });
  await untilQueue(cascade, ({ waiting, running }) => {
    expect(waiting.flatMap(({ changed }) => changed).sort()).toEqual([...newest].sort());
    expect(running.map(({ kind }) => kind).sort()).toEqual(['cascade', 'nightly', 'release']);
  });
  expect((await queueOf(cascade)).waiting).toHaveLength(1);

  const taken = await takenBy(cascade);
  expect(new Set(taken.seen).size).toBe(taken.seen.length);
  await storm(cascade, sent - BATCH, sent);
  expect(await takenBy(cascade)).toEqual(taken);
  await endHeld(cascade);
}, 120_000);

test('a queue with a long history goes on in a new execution where its sender pauses, with what waits', async () => {
  const cascade = await startHeld(wide('long'));
  const queue = cascade.client.workflow.getHandle(queueId('long'));
  const { runId } = await queue.describe();
  // More than is long, and less than what ends it whatever comes.
  for (let from = 0; from < 2_600; from += BATCH) {
    await pushAll(
      cascade,
      Array.from({ length: BATCH }, (_, index) => numbered(cascade, from + index)),
    );
  }
  await queueOf(cascade);
  expect((await queue.describe()).runId).toBe(runId);
  await queue.signal('arrive', [numbered(cascade, 2_600)], true);
  await untilAnew(cascade, runId);
  const { waiting } = await queueOf(cascade);
  expect(waiting.flatMap(({ changed }) => changed)).toHaveLength(REPOSITORIES.length);
  await endHeld(cascade);
}, 120_000);

test('the API pauses where the history of a queue has become long, and the queue goes on there in a new execution', async () => {
  const cascade = await startHeld(wide('told'));
  const { client, chain, taskQueue } = cascade;
  const queue = client.workflow.getHandle(queueId('told'));
  const { runId } = await queue.describe();
  const queues = reachQueues(client, taskQueue);
  const numbers = Array.from({ length: 4_000 }, (_, number) => number).values();
  const senders = Array.from({ length: 64 }, async () => {
    for (const number of numbers) await queues.arrive(chain.name, numbered(cascade, number));
  });
  await Promise.all(senders);

  await untilAnew(cascade, runId);
  const { historySize = Infinity } = await client.workflow.getHandle(queueId('told'), runId).describe();
  // At twice that it would have gone on whatever comes.
  expect(historySize).toBeLessThan(1.9 * 1024 * 1024);
  const { waiting } = await queueOf(cascade);
  expect(waiting.flatMap(({ changed }) => changed)).toHaveLength(REPOSITORIES.length);
  await endHeld(cascade);
}, 120_000);
