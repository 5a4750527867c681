import { expect, test } from 'vitest';

import { ask, dispatch } from '../ask.ts';
import { start } from '../started.ts';

test('the transcript has the path as it was asked and the body as JSON', async () => {
  const { simulator } = await start();
  await dispatch(simulator);
  await ask(simulator, '/repos/acme/library/actions/runs?per_page=5&event=push');
  expect(simulator.requests()).toMatchObject([
    { path: '/repos/acme/library/dispatches', body: { event_type: 'build-chain' }, status: 204 },
    { path: '/repos/acme/library/actions/runs?per_page=5&event=push', status: 200 },
  ]);
  expect(simulator.requests()[1]).not.toHaveProperty('body');
});

test('no token is in the transcript, wherever a client puts it', async () => {
  const { simulator } = await start({ mayViolate: true });
  const stolen = `ghs_${'a1'.repeat(18)}`;
  const body = JSON.stringify({ event_type: 'build-chain', client_payload: { mine: 'secret-token', stolen } });
  await dispatch(simulator, { body });
  await ask(simulator, `/user?token=${stolen}`);
  const transcript = JSON.stringify(simulator.requests());
  expect(transcript).toContain('"client_payload":{"mine":"***","stolen":"***"}');
  expect(transcript).not.toContain('secret-token');
  expect(transcript).not.toContain(stolen);
});

test('a body that is no JSON is in the transcript as text, and a forgotten request is too', async () => {
  const { simulator } = await start({
    faults: [
      { operation: 'repos/create-dispatch-event', skip: 1, effect: { kind: 'status', status: 502, executed: false } },
    ],
  });
  await dispatch(simulator, { body: '{broken' });
  await dispatch(simulator);
  expect(simulator.requests().map(({ body, status }) => [body, status])).toEqual([
    ['{broken', 400],
    [{ event_type: 'build-chain' }, 502],
  ]);
});
