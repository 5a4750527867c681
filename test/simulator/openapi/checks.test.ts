import { Readable } from 'node:stream';

import { expect, test } from 'vitest';

import type { Checks } from '../../../simulator/openapi/checks.ts';
import { loadChecks } from '../../../simulator/openapi/checks.ts';
import { readRestDescription } from '../../../simulator/openapi/rest-description.ts';
import { routes } from '../../../simulator/routes/all.ts';
import type { Asked, Route } from '../../../simulator/routes/route.ts';
import { makeWorld } from '../../../simulator/world.ts';
import { Blobs } from '../../../simulator/blobs.ts';
import { refusal } from '../refusal.ts';
import { inLibrary, start } from '../started.ts';
import { receiveHooks } from '../hook-receiver.ts';

test('every route has the method and path that GitHub describes for its operation', async () => {
  const { operations } = await readRestDescription();
  const described = routes.map(({ operation }) => {
    const { method, path } = operations.get(operation) ?? {};
    return { operation, method: method?.toUpperCase(), path };
  });
  expect(routes.map(({ operation, method, path }) => ({ operation, method, path }))).toEqual(described);
});

test('a request that the simulator does not know is answered with 404 and reported', async () => {
  const { simulator, octokit } = await start({ mayViolate: true });
  expect((await refusal(octokit.issues.list())).status).toBe(404);
  expect(simulator.violations()).toMatchObject([
    {
      direction: 'request',
      operation: 'GET',
      path: '/issues',
      message: expect.stringContaining('does not know') as string,
    },
  ]);
});

test.each([
  ['a query that is not described', 'per_pag=5', { field: 'query.per_pag', message: 'is not described' }],
  ['a query of the wrong type', 'page=two', { field: 'query.page', message: 'must be integer' }],
])('%s is reported', async (_, query, violation) => {
  const { simulator, octokit } = await start({ mayViolate: true });
  await octokit.request(`GET /repos/acme/library/releases?${query}`);
  expect(simulator.violations()).toMatchObject([
    { direction: 'request', operation: 'repos/list-releases', path: '/repos/acme/library/releases', ...violation },
  ]);
});

test.each([
  ['misses what is required', {}, 'body', "must have required property 'tag_name'"],
  ['has a field of the wrong type', { tag_name: 'v1', draft: 'yes' }, 'body/draft', 'must be boolean'],
  ['has a field that is not described', { tag_name: 'v1', titel: 'One' }, 'body/titel', 'is not described'],
])('a body that %s is reported', async (_, body, field, message) => {
  const checks = await loadChecks();
  const route = routeOf('repos/create-release');
  const asked = await askedOf({ owner: 'acme', repo: 'library' }, body);
  expect(checks.request(route, asked)).toMatchObject([{ direction: 'request', field, message }]);
});

test('a parameter of the path that is of the wrong type is reported', async () => {
  const checks = await loadChecks();
  const asked = await askedOf({ owner: 'acme', repo: 'library', run_id: 'latest' }, {});
  expect(checks.request(routeOf('actions/get-workflow-run'), asked)).toMatchObject([
    { field: 'path.run_id', message: 'must be integer' },
  ]);
});

test('search syntax in the filter for times is a known exception', async () => {
  const { simulator, octokit } = await start();
  await octokit.actions.listWorkflowRunsForRepo({ ...inLibrary, created: '>=2026-01-01' });
  expect(simulator.violations()).toEqual([]);
});

const user = { login: 'acme-bot' };

test.each([
  ['misses what is required', { status: 200, body: {} }, '', "must have required property 'total_count'"],
  [
    'has a wrong type',
    { status: 200, body: { total_count: '1', workflow_runs: [] } },
    '/total_count',
    'must be integer',
  ],
  [
    'has an extra key',
    { status: 200, body: { total_count: 0, workflow_runs: [], next: 2 } },
    '/next',
    'is not described',
  ],
  ['has a status that is not described', { status: 202, body: {} }, 'status', '202 is not described'],
  ['refuses in another form', { status: 500, body: { error: 'no' } }, '/error', 'is not described'],
])('an answer that %s is reported', async (_, answer, field, message) => {
  const checks = await loadChecks();
  const found = checks.response(routeOf('actions/list-workflow-runs-for-repo'), '/repos/a/b/actions/runs', answer);
  expect(found).toContainEqual({
    direction: 'response',
    operation: 'actions/list-workflow-runs-for-repo',
    path: '/repos/a/b/actions/runs',
    field,
    message,
  });
});

test('a body where none is described is reported', async () => {
  const checks: Checks = await loadChecks();
  expect(checks.response(routeOf('repos/create-dispatch-event'), '/x', { status: 204, body: {} })).toMatchObject([
    { message: 'a body is not described for 204' },
  ]);
});

test('a webhook that GitHub would not send is reported', async () => {
  const checks = await loadChecks();
  const misspelt = checks.webhook('workflow_run', 'requested', { action: 'requested', sendr: user });
  expect(misspelt.map(({ field }) => field)).toContain('/sendr');
  expect(misspelt.map(({ message }) => message)).toContain("must have required property 'workflow_run'");
  expect(checks.webhook('workflow_run', 'exploded', {})).toMatchObject([
    { direction: 'webhook', operation: 'workflow-run-exploded', message: 'is not described' },
  ]);
});

test('without checks nothing is reported, and an unknown request still is', async () => {
  const { url } = await receiveHooks();
  const { simulator, octokit } = await start({ check: false, mayViolate: true, webhooks: [{ url, secret: 'hush' }] });
  await octokit.request('GET /repos/{owner}/{repo}/releases', { ...inLibrary, per_pag: 1 });
  expect(simulator.violations()).toEqual([]);
  await refusal(octokit.issues.list());
  expect(simulator.violations()).toHaveLength(1);
});

function routeOf(operation: string): Route {
  const route = routes.find((known) => known.operation === operation);
  if (route === undefined) throw new Error(`There is no route for ${operation}`);
  return route;
}

async function askedOf(parameters: Record<string, string>, body: Record<string, unknown>): Promise<Asked> {
  const blobs = await Blobs.open();
  await blobs.close();
  const scenario = { login: 'acme-bot', tokens: [], repositories: [], runners: 1, webhooks: [] };
  const url = new URL('http://127.0.0.1/x');
  return {
    world: makeWorld(scenario, 'http://127.0.0.1', blobs),
    url,
    parameters,
    query: url.searchParams,
    headers: {},
    body,
    content: Readable.from([]),
    caller: { kind: 'person', login: 'acme-bot' },
    login: 'acme-bot',
    rateLimit: { limit: 1, used: 0, remaining: 1, reset: 0 },
  };
}
