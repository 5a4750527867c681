import { expect, test } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import { reachQueues } from '../../src/engine/trains/enqueue.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { pushed } from '../support/pushed.ts';
import { pushAll, queueOf, untilQueue } from '../support/queues.ts';

const EVENTS = 10_000;
const BATCH = 200;
const REPOSITORIES = Array.from({ length: 29 }, (_, index) => `r${index}`);

/** A chain of them all, whose pushes merge behind the cascade that is under way. */
function wide(name: string): Chain {
  const queue: Chain['queue'] = {
    trains: 2,
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

async function endHeld(cascade: TestCascade): Promise<void> {
  const [train] = (await queueOf(cascade)).running;
  await cascade.client.workflow.getHandle(train?.train ?? '').terminate();
}

test('of 10,000 events during a cascade none is lost and none taken twice, though the queue goes on anew in between', async () => {
  const cascade = await startHeld(wide('wide'));
  const queue = cascade.client.workflow.getHandle(queueId('wide'));
  const { runId } = await queue.describe();
  const events = Array.from({ length: EVENTS }, (_, number) => numbered(cascade, number));
  for (let from = 0; from < EVENTS; from += BATCH) {
    const batch = events.slice(from, from + BATCH);
    // GitHub sends some of them again.
    await pushAll(cascade, [...batch, ...batch.slice(0, 10)]);
    if (from === EVENTS / 2) await untilAnew(cascade, runId);
  }
  await pushAll(cascade, events.slice(-BATCH));

  const newest = REPOSITORIES.map((alias, index) => {
    const number = EVENTS - 1 - ((EVENTS - 1 - index) % 29);
    return `${alias}@${commitOf(number).slice(0, 7)}`;
  });
  await untilQueue(cascade, ({ waiting }) => {
    expect(waiting.flatMap(({ changed }) => changed).sort()).toEqual([...newest].sort());
  });
  expect((await queueOf(cascade)).waiting).toHaveLength(1);
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
