import { expect, test } from 'vitest';
import { always, choosing, serve } from '../github/support/loopback.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { CORE, startInput } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt, asked, startStage } from './support/stage.ts';

const BY_EVENT = { type: 'repository_dispatch', eventType: 'build-chain', payload: {} } as const;
const byEvent = chain([repository('core', { build: recipe({ dispatch: BY_EVENT }) })]);

/** A GitHub that redirects every dispatch, and answers so when it is asked for the repository. */
function redirecting(ofRepository: ReturnType<typeof always>) {
  const moved = always(307, { location: '/repositories/1/dispatches' }, { message: 'Moved' });
  return serve(choosing(({ method }) => (method === 'POST' ? moved : ofRepository)));
}

test('a repository that was renamed since the train started is dispatched to by its new name, once', async () => {
  const stage = await startStage();
  stage.simulator.rename('acme/core', 'acme/kernel');
  const { answer, place } = await perform(stage.activities.startActionsRun, startInput());
  expect(answer.type).toBe('started');
  expect(place).toEqual({ owner: 'acme', name: 'kernel' });
  expect(stage.simulator.runs()).toHaveLength(1);
});

test('a repository that was transferred to another owner is followed by either dispatch', async () => {
  const stage = await startStage(byEvent);
  stage.simulator.rename('acme/core', 'other/core');
  const { answer, place } = await perform(stage.activities.startActionsRun, { ...startInput(), dispatch: BY_EVENT });
  expect([answer.type, place]).toEqual(['accepted', { owner: 'other', name: 'core' }]);
  expect(stage.simulator.runs('other/core')).toHaveLength(1);
  expect(asked(stage, 'repos/create-dispatch-event')).toBe(2);
});

test('where the new name can not be asked for, nothing was sent', async () => {
  await using server = await redirecting(always(503, {}, { message: 'Unavailable' }));
  const { startActionsRun } = await activitiesAt(server.url);
  expect(await perform(startActionsRun, startInput())).toMatchObject({ answer: { type: 'not-sent' }, place: CORE });
  expect(server.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a new address that redirects again is refused, and not followed for ever', async () => {
  const kernel = { name: 'kernel', owner: { login: 'acme' }, default_branch: 'main', full_name: 'acme/kernel' };
  await using server = await redirecting(always(200, {}, kernel));
  const { startActionsRun } = await activitiesAt(server.url);
  expect((await perform(startActionsRun, startInput())).answer).toEqual({
    type: 'refused',
    status: 301,
    message: 'acme/core moved, and its new address redirects again',
    advice: 'Put its present owner/name into the configuration.',
  });
  expect(server.received.filter(({ method }) => method === 'POST')).toHaveLength(2);
});
