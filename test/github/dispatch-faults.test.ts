import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, unpaced } from './support/simulated.ts';

const dispatch = (url: string, { timeout = 5000, deadline = 10_000 } = {}) =>
  unpaced(url, { timeout }).dispatch(
    { ...LIBRARY, type: 'workflow_dispatch', workflow: 'build.yml', ref: 'main', inputs: {} },
    Date.now() + deadline,
  );

test.each([500, 502, 503, 409, 408])('a %i may have been accepted, and is sent once only', async (status) => {
  await using server = await serve(always(status, {}, { message: 'Something went wrong' }));
  expect(await dispatch(server.url)).toMatchObject({ type: 'unclear' });
  expect(server.received).toHaveLength(1);
});

test('a connection that breaks after sending is unclear, and is not tried again', async () => {
  await using server = await serve((request) => request.socket.resetAndDestroy());
  expect(await dispatch(server.url)).toMatchObject({ type: 'unclear' });
  expect(server.received).toHaveLength(1);
});

test('no answer within the time-out is unclear', async () => {
  await using server = await serve(() => undefined);
  const answer = await dispatch(server.url, { timeout: 100 });
  expect(answer).toEqual({ type: 'unclear', message: 'The dispatch was sent, and then: no answer came in time' });
});

test('a dispatch is given up at its deadline although the time-out is longer', async () => {
  await using server = await serve(() => undefined);
  expect(await dispatch(server.url, { timeout: 60_000, deadline: 100 })).toMatchObject({ type: 'unclear' });
});

test('where nobody listens nothing was sent', async () => {
  const server = await serve(() => undefined);
  await server[Symbol.asyncDispose]();
  expect(await dispatch(server.url)).toMatchObject({
    type: 'not-sent',
    message: expect.stringContaining('ECONNREFUSED') as string,
  });
});

test('a name that does not resolve means that nothing was sent', async () => {
  expect(await dispatch('http://github.invalid')).toMatchObject({ type: 'not-sent' });
});

test.each([
  [
    '403 with a spent limit',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
    4_102_444_801_000,
  ],
  [
    '429 with a spent limit',
    429,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
    4_102_444_801_000,
  ],
])('%s was not accepted, and may be sent again when the limit is reset', async (_, status, headers, notBefore) => {
  await using server = await serve(always(status, headers, { message: 'API rate limit exceeded' }));
  expect(await dispatch(server.url)).toEqual({ type: 'rate-limited', notBefore });
  expect(server.received).toHaveLength(1);
});

test('a 429 without any word of GitHub on it is unclear', async () => {
  await using server = await serve(always(429, { 'content-type': 'text/html' }, '<h1>Too many requests</h1>'));
  expect(await dispatch(server.url)).toMatchObject({ type: 'unclear' });
});

test.each([
  [401, 'Bad credentials', 'has not expired'],
  [403, 'Resource not accessible by personal access token', 'Give the token the permission Actions: write'],
  [403, 'Resource not accessible by integration', 'Give the GitHub App the permission Actions: write'],
  [403, 'Repository was archived so is read-only.', 'unarchive it'],
  [403, 'Resource protected by organization SAML enforcement.', 'single sign-on'],
  [403, 'Must have admin rights to Repository.', 'Check that the token may do it on acme/library'],
  [404, 'Not Found', 'that its default branch has .github/workflows/build.yml'],
  [403, 'Cannot trigger a disabled workflow', 'Enable build.yml'],
  [422, 'Actions has been disabled for this repository.', 'Enable Actions in the settings of acme/library'],
  [422, 'Unexpected inputs provided: ["cascade"]', 'Declare these inputs'],
  [422, "Workflow does not have 'workflow_dispatch' trigger", 'Add workflow_dispatch'],
  [422, "Required input 'version' not provided", 'Give that input'],
  [422, 'Something new', 'Compare what is sent'],
])('a %i with "%s" is a refusal whose advice fits', async (status, message, advice) => {
  await using server = await serve(always(status, {}, { message }));
  expect(await dispatch(server.url)).toMatchObject({
    type: 'refused',
    status,
    message,
    advice: expect.stringContaining(advice) as string,
  });
});

test('a 200 whose body is not known is accepted, and its actions run is to be found', async () => {
  await using server = await serve(always(200, {}, { id: 1 }));
  expect(await dispatch(server.url)).toEqual({ type: 'accepted' });
});

test('a 200 that names an actions run of another repository is unclear', async () => {
  const elsewhere = 'https://api.github.com/repos/acme/other/actions/runs/5';
  const body = { workflow_run_id: 5, run_url: elsewhere, html_url: 'https://github.com/acme/other/actions/runs/5' };
  await using server = await serve(always(200, {}, body));
  expect(await dispatch(server.url)).toMatchObject({
    type: 'unclear',
    message: expect.stringContaining(elsewhere) as string,
  });
});

test('where single sign-on is asked for, the address is passed on at which the token is authorised', async () => {
  const url = 'https://github.com/orgs/acme/sso?authorization_request=AbC';
  const headers = { 'x-github-sso': `required; url=${url}` };
  await using server = await serve(
    always(403, headers, { message: 'Resource protected by organization SAML enforcement.' }),
  );
  expect(await dispatch(server.url)).toHaveProperty('advice', expect.stringContaining(url));
  await expect(unpaced(server.url).release(LIBRARY, 1)).rejects.toThrow(url);
});
