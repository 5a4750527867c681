import { once } from 'node:events';
import { expect, test } from 'vitest';
import { findMarker } from '../../src/domain/marker.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { unpaced } from '../github/support/simulated.ts';
import { always, serve } from '../github/support/loopback.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { CORE, identity, startInput } from './support/builds.ts';
import { losingAnswers } from './support/losing-answers.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, asked, startStage } from './support/stage.ts';

test('a workflow_dispatch carries the marker as an input, beside those of the chain', async () => {
  const { simulator, activities } = await startStage();
  const { answer, place } = await perform(activities.startActionsRun, startInput());
  expect(place).toEqual(CORE);
  const [run, ...others] = simulator.runs();
  expect(answer).toEqual({
    type: 'started',
    runId: run?.id,
    url: expect.stringContaining(`/${run?.id ?? ''}`) as string,
  });
  expect(findMarker(run?.displayTitle ?? '')).toEqual(identity().marker);
  expect(others).toEqual([]);
});

test('a repository_dispatch carries the marker in its payload, and is accepted without naming its actions run', async () => {
  await using server = await serve(always(204, {}, ''));
  const { startActionsRun } = await activitiesAt(server.url);
  const dispatch = { type: 'repository_dispatch', eventType: 'build-chain', payload: { version: 'v1.4.0' } } as const;
  const input = { ...startInput(), dispatch };
  expect(await perform(startActionsRun, input)).toMatchObject({ answer: { type: 'accepted' } });
  expect(server.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { event_type: 'build-chain', client_payload: { version: 'v1.4.0', cascade: { marker: input.marker } } },
  ]);
});

test('an actions run that echoes the payload shows the marker', async () => {
  const dispatch = { type: 'repository_dispatch', eventType: 'build-chain', payload: {} } as const;
  const { simulator, activities } = await startStage(chain([repository('core', { build: recipe({ dispatch }) })]));
  await perform(activities.startActionsRun, { ...startInput(), dispatch });
  expect(simulator.runs().map(({ displayTitle }) => findMarker(displayTitle))).toEqual([identity().marker]);
});

test('nothing is sent once the deadline is over', async () => {
  const { simulator, activities } = await startStage();
  const late = { ...startInput(), deadline: Date.now() - 1 };
  expect(await perform(activities.startActionsRun, late)).toMatchObject({ answer: { type: 'not-sent' } });
  expect(simulator.requests()).toEqual([]);
});

test('a deadline that is far off lets a dispatch go that has waited for its worker', async () => {
  const { activities } = await startStage();
  const { startActionsRun } = activities;
  const waited = { ...startInput(), deadline: Date.now() + DEFAULT_TIMINGS.dispatchDeadline / 2 };
  expect(await perform(startActionsRun, waited)).toMatchObject({ answer: { type: 'started' } });
});

test('a dispatch whose answer is lost is unclear, was sent once, and is not sent again', async () => {
  const stage = await startStage();
  const url = await losingAnswers(stage.simulator.url, { method: 'POST', path: /\/dispatches$/ });
  const { startActionsRun } = await activitiesAt(url);
  expect(await perform(startActionsRun, startInput())).toMatchObject({ answer: { type: 'unclear' } });
  expect(asked(stage, 'actions/create-workflow-dispatch')).toBe(1);
  expect(stage.simulator.runs()).toHaveLength(1);
});

test.each([
  ['a 502', () => serve(always(502, {}, 'Bad gateway'))],
  ['silence', () => serve(() => undefined)],
])('%s is unclear, and nothing is sent again', async (_, start) => {
  await using server = await start();
  const { startActionsRun } = await activitiesAt(server.url, { github: unpaced(server.url, { timeout: 100 }) });
  expect(await perform(startActionsRun, startInput())).toMatchObject({ answer: { type: 'unclear' } });
  expect(server.received).toHaveLength(1);
});

test('a spent rate limit is no failure but an answer: when the dispatch may be sent again', async () => {
  const stage = await startStage(undefined, { rateLimit: 0 });
  const before = Date.now();
  const { answer } = await perform(stage.activities.startActionsRun, startInput());
  expect(answer.type === 'rate-limited' && answer.notBefore).toBeGreaterThan(before);
  expect(stage.simulator.runs()).toEqual([]);
});

test('a refusal says what to check', async () => {
  const { activities } = await startStage();
  const { target, ...rest } = startInput();
  const { answer } = await perform(activities.startActionsRun, {
    ...rest,
    target: { ...target, ref: 'no-such-branch' },
  });
  expect(answer).toMatchObject({
    type: 'refused',
    status: 422,
    advice: "Check that acme/core has a branch or tag no-such-branch; a commit's hash is not enough.",
  });
});

test('the engine hears of the worker as long as GitHub is silent', async () => {
  const attempt = oneTry();
  const beaten = once(attempt.environment, 'heartbeat');
  await using server = await serve((_request, response) => {
    beaten.then(() => response.writeHead(204).end()).catch(() => response.destroy());
  });
  const { startActionsRun } = await activitiesAt(server.url, {
    timings: { ...DEFAULT_TIMINGS, dispatchHeartbeat: 30 },
  });
  expect(await attempt.perform(startActionsRun, startInput())).toMatchObject({ answer: { type: 'accepted' } });
});

test('an actions workflow that knows nothing of us is sent no input that it does not declare', async () => {
  const { simulator, activities } = await startStage(
    chain([repository('core', { build: recipe({ marker: 'none' }) })]),
  );
  const { answer } = await perform(activities.startActionsRun, { ...startInput(), marker: null });
  expect(answer.type).toBe('started');
  expect(simulator.requests()[0]?.body).toHaveProperty('inputs', { version: 'v1.4.0', sha: 'c'.repeat(40) });
});

test('what is left of the rate limit comes with the answer', async () => {
  const { activities } = await startStage(undefined, { rateLimit: 100 });
  const { budget } = await perform(activities.startActionsRun, startInput());
  expect(budget).toMatchObject({ limit: 100, remaining: 99 });
});

test('a build that was reset sends nothing before it has looked for the run that may be there already', async () => {
  const { simulator, activities } = await startStage();
  const ofAnother = { ...startInput(), firstExecution: 'the execution before the reset' };
  expect(await perform(activities.startActionsRun, ofAnother)).toMatchObject({ answer: { type: 'was-reset' } });
  expect(simulator.requests()).toEqual([]);
});
