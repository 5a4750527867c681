import { expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate, known } from '../../support/gates.ts';
import { failureOf, startRelease } from '../../support/start-trains.ts';
import { say, untilGate } from '../../support/votes.ts';

const DAY = 24 * 60 * 60_000;
const ONE = [repository('core')];

test('a gate stays closed for its minimum time, whoever agrees, and then opens by itself', async () => {
  const wait = 3000;
  const cascade = await startCascade(chain(ONE, { gates: [gate({ before: 'building', wait })] }));
  const train = await startRelease(cascade, 'v1.4.0');
  await untilGate(cascade, train.workflowId, 'ship');
  const before = Date.now();
  const heard = await say(cascade, train.workflowId, { gate: 'ship', by: 'ann' });
  expect(heard.text).toMatch(/^ann approved: 1 of 1 agreed, and the wait ends 20/);
  const view = await train.result();
  expect(view.state).toBe('succeeded');
  const [build] = view.builds;
  expect((build?.startedAt ?? 0) - before).toBeGreaterThan(wait / 2);
});

test('an emergency opens it at once, by other approvers, each with a reason', async () => {
  const emergency = { approvers: known('dea', 'eli'), threshold: 2 };
  const cascade = await startCascade(chain(ONE, { gates: [gate({ wait: 180 * DAY, emergency })] }));
  const train = await startRelease(cascade, 'v1.5.0');
  await untilGate(cascade, train.workflowId, 'ship');
  const urgent = { gate: 'ship', emergency: true, why: 'CVE-2026-1234' };
  const refused = await say(cascade, train.workflowId, { ...urgent, by: 'dea', why: '' });
  expect(refused).toEqual({ counts: false, text: 'The vote counts for nothing: an emergency needs a reason' });
  expect((await say(cascade, train.workflowId, { ...urgent, by: 'ann' })).counts).toBe(false);
  expect((await say(cascade, train.workflowId, { ...urgent, by: 'dea' })).counts).toBe(true);
  expect((await say(cascade, train.workflowId, { ...urgent, by: 'eli' })).text).toBe(
    'eli approved: dea, eli agreed, as an emergency',
  );
  expect((await train.result()).state).toBe('succeeded');
});

test('where too few agree in time the train fails, and nothing is published', async () => {
  const cascade = await startCascade(chain(ONE, { gates: [gate({ expires: 1000 })] }));
  const { message } = await failureOf((await startRelease(cascade, 'v1.6.0')).result());
  expect(message).toContain('ship: too few opened it in time');
  expect(cascade.simulator.releases('acme/core')).toMatchObject([{ draft: true }]);
});
