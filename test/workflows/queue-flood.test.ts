import { expect, test } from 'vitest';
import { queueId } from '../../src/domain/ids.ts';
import { startCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { pushAll, pushed, queueOf, untilQueue } from '../support/queues.ts';

const EVENTS = 10_000;
const BATCH = 200;
const REPOSITORIES = Array.from({ length: 29 }, (_, index) => `r${index}`);

const WIDE = chainOf(
  REPOSITORIES.map((alias) => [alias, []] as const),
  {
    name: 'wide',
    queue: { trains: 2, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} },
  },
);

/** The commit of the push of that number. */
const commitOf = (number: number) => number.toString(16).padStart(8, '0').padEnd(40, 'a');

test('of 10,000 events during a cascade none is lost and none taken twice, though the queue goes on anew in between', async () => {
  const cascade = await startCascade(WIDE, { seconds: 600, webhooks: false });
  await pushAll(cascade, [pushed(cascade, 'r0')]);
  await untilQueue(cascade, ({ running }) => {
    expect(running).toHaveLength(1);
  });
  const queue = cascade.client.workflow.getHandle(queueId('wide'));
  const { runId } = await queue.describe();
  const events = Array.from({ length: EVENTS }, (_, number) => {
    const [repository, delivery, commit] = [REPOSITORIES[number % 29] ?? '', `delivery ${number}`, commitOf(number)];
    const by = { type: 'github', login: 'somebody' } as const;
    const trigger = { type: 'push', repository: `acme/${repository}`, branch: 'main', commit, delivery, by } as const;
    return pushed(cascade, repository, { delivery, commit, at: 1000 + number, trigger });
  });
  for (let from = 0; from < EVENTS; from += BATCH) {
    const batch = events.slice(from, from + BATCH);
    // GitHub sends some of them again.
    await pushAll(cascade, [...batch, ...batch.slice(0, 10)]);
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
  expect((await queue.describe()).runId).not.toBe(runId);
  const [train] = (await queueOf(cascade)).running;
  await cascade.client.workflow.getHandle(train?.train ?? '').terminate();
}, 120_000);
