import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import { parseWebhook, verifyWebhook } from '../../src/github/webhooks.ts';

const SECRETS = { current: 'new secret', previous: 'old secret' };

const sign = (body: string, secret: string) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

const headersOf = (event: string) => ({ 'x-github-event': event, 'x-github-delivery': 'guid-1' });

type Payload = Readonly<Record<string, unknown>>;

// The package is a JSON file that calls itself a module.
const EXAMPLES = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];

/** The real payloads of an event, as people saw them. */
function payloads(event: string): readonly Payload[] {
  return EXAMPLES.find(({ name }) => name === event)?.examples ?? [];
}

function parsed(event: string, payload: unknown): GitHubEvent {
  const result = parseWebhook(headersOf(event), JSON.stringify(payload));
  if (!result.ok) throw new Error(result.problems.join(' '));
  return result.delivery.event;
}

function example(event: string, fits: (payload: Payload) => boolean): Payload {
  const found = payloads(event).find(fits);
  if (found === undefined) throw new Error(`no such example of ${event}`);
  return found;
}

test.each([
  ['the secret', 'new secret', true],
  ['the secret before it', 'old secret', true],
  ['any other', 'guessed', false],
])('a body signed with %s', async (_, secret, verified) => {
  const body = '{"zen":"Ünïcödé"}';
  expect(await verifyWebhook(sign(body, secret), body, SECRETS)).toBe(verified);
});

test('the previous secret counts for nothing once it is taken away', async () => {
  expect(await verifyWebhook(sign('{}', 'old secret'), '{}', { current: 'new secret', previous: null })).toBe(false);
});

test.each([
  ['no signature', {}],
  ['an empty signature', { 'x-hub-signature-256': '' }],
  ['two signatures', { 'x-hub-signature-256': ['sha256=1', 'sha256=2'] }],
  ['a signature of another kind', { 'x-hub-signature-256': 'sha1=0123' }],
])('%s never verifies', async (_, headers) => {
  expect(await verifyWebhook(headers, '{}', SECRETS)).toBe(false);
});

test('a body that was changed does not verify', async () => {
  expect(await verifyWebhook(sign('{"a":1}', 'new secret'), '{"a":2}', SECRETS)).toBe(false);
});

test.each(['ping', 'push', 'release', 'workflow_run', 'workflow_job', 'repository_dispatch', 'check_run'])(
  'every real payload of %s is read',
  (event) => {
    expect(payloads(event).length).toBeGreaterThan(0);
    for (const payload of payloads(event))
      expect(parseWebhook(headersOf(event), JSON.stringify(payload)).ok).toBe(true);
  },
);

test('a delivery carries the id that stays the same when it is repeated', () => {
  const result = parseWebhook(headersOf('ping'), '{"zen":"Keep it logically awesome."}');
  expect(result).toEqual({ ok: true, delivery: { id: 'guid-1', event: { type: 'ping' } } });
});

test('an actions run is known by repository, id, attempt and title', () => {
  const payload = example('workflow_run', ({ action }) => action === 'completed');
  const run = payload['workflow_run'] as Payload;
  expect(parsed('workflow_run', { ...payload, workflow_run: { ...run, display_title: 'Build m' } })).toEqual({
    type: 'actions-run',
    action: 'completed',
    repository: { owner: 'Codertocat', name: 'Hello-World' },
    runId: run['id'],
    attempt: run['run_attempt'],
    title: 'Build m',
    event: run['event'],
    status: run['status'],
    workflow: 'syntax.yml',
    branch: run['head_branch'],
    defaultBranch: 'main',
    url: run['html_url'],
  });
});

test('a job is known by the run that it belongs to', () => {
  const payload = example('workflow_job', ({ action }) => action === 'waiting');
  expect(parsed('workflow_job', payload)).toEqual({
    type: 'job',
    action: 'waiting',
    repository: { owner: 'lineville', name: 'elastic-machines-testing' },
    runId: 4747967848,
    attempt: 1,
  });
});

/** The payload of a dispatch by which an actions workflow reports. */
function report(client_payload: unknown): Payload {
  const [payload = {}] = payloads('repository_dispatch');
  return { ...payload, action: 'build-complete', client_payload };
}

test.each([
  [7, 7],
  ['7', 7],
  ['', null],
  ['seven', null],
  [true, null],
  [undefined, null],
])('a report tells what was built by which run: %j', (workflow_run_id, runId) => {
  const said = { repo: 'engine', status: 'success', release_version: 'v1.4.0', workflow_run_id };
  expect(parsed('repository_dispatch', report({ ...said, cascade: { marker: 'm' } }))).toEqual({
    type: 'build-report',
    of: 'engine',
    marker: 'm',
    status: 'success',
    runId,
  });
});

test.each([null, 'text', { repo: 7, status: null, cascade: 'm' }])(
  'a report that is not understood says nothing, and is no error of GitHub: %j',
  (said) => {
    const nothing = { type: 'build-report', of: '', marker: '', status: '', runId: null };
    expect(parsed('repository_dispatch', report(said))).toEqual(nothing);
  },
);

test('a dispatch of any other kind is passed on as it is, with the place of our marker', () => {
  const [payload = {}] = payloads('repository_dispatch');
  const event = {
    type: 'dispatch',
    repository: { owner: 'octo-org', name: 'octo-repo' },
    defaultBranch: 'master',
    eventType: 'on-demand-test',
    payload: {},
    marker: '',
    sender: 'Codertocat',
  };
  expect(parsed('repository_dispatch', payload)).toEqual(event);
  const client_payload = { source: ['engine'], cascade: { marker: 'm' } };
  expect(parsed('repository_dispatch', { ...payload, client_payload })).toEqual({
    ...event,
    payload: client_payload,
    marker: 'm',
  });
});

test.each([null, 'text', 7, [1], { cascade: null }, { cascade: { marker: 7 } }])(
  'a dispatch whose payload is not understood has no marker: %j',
  (client_payload) => {
    const [payload] = payloads('repository_dispatch');
    expect(parsed('repository_dispatch', { ...payload, client_payload })).toMatchObject({
      type: 'dispatch',
      marker: '',
    });
  },
);

test('a published release tells its tag, its notes and who published it', () => {
  const payload = example('release', ({ action, release }) => {
    return action === 'published' && typeof (release as { body: unknown }).body === 'string';
  });
  const release = payload['release'] as Payload;
  expect(parsed('release', payload)).toEqual({
    type: 'release-published',
    repository: { owner: 'Codertocat', name: 'Hello-World' },
    defaultBranch: 'master',
    tag: '0.0.1',
    target: 'master',
    notes: release['body'],
    immutable: false,
    sender: 'Codertocat',
  });
});

test('what happens to a release besides being published is told as that', () => {
  const others = payloads('release').filter(({ action }) => action !== 'published');
  expect(others.map((payload) => parsed('release', payload))).toEqual(
    others.map(({ action }) => ({ type: 'release-changed', action })),
  );
});

test('a release of which nobody says what happened to it is not taken for one that was published', () => {
  const { action, ...payload } = example('release', (one) => one['action'] === 'published');
  expect(parseWebhook(headersOf('release'), JSON.stringify(payload))).toMatchObject({
    ok: false,
    problems: [matching(/^action: /)],
  });
  expect(action).toBe('published');
});

test.each(['pull_request', 'pull_request_review', 'pull_request_review_comment'])(
  '%s is about a pull request, whatever its body',
  (event) => {
    expect(payloads(event).map((payload) => parsed(event, payload).type)).toContain('pull-request');
    expect(parsed(event, null)).toEqual({ type: 'pull-request' });
  },
);

test('a push tells its branch and the commit that is now its head', () => {
  const payload = example('push', ({ ref }) => ref === 'refs/heads/master');
  expect(parsed('push', payload)).toEqual({
    type: 'push',
    repository: { owner: 'Codertocat', name: 'Hello-World' },
    branch: 'master',
    tag: null,
    defaultBranch: 'master',
    commit: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    deleted: false,
    message: 'Initial commit',
    paths: null,
    at: 1557933657000,
    sender: 'Codertocat',
  });
});

test('a pushed tag is no branch, and a branch may have slashes', () => {
  const payload = example('push', ({ ref }) => ref === 'refs/tags/simple-tag');
  expect(parsed('push', payload)).toMatchObject({ type: 'push', branch: null, tag: 'simple-tag' });
  expect(parsed('push', { ...payload, ref: 'refs/heads/feature/tags' })).toMatchObject({ branch: 'feature/tags' });
});

const COMMITS = [
  { id: '1', added: ['a'], modified: ['b'], removed: [] },
  { id: '2', added: [], modified: ['b'], removed: ['c'] },
];

test('the paths of a push are those of all its commits, each once', () => {
  const payload = { ...example('push', ({ ref }) => ref === 'refs/heads/master'), created: false };
  expect(parsed('push', { ...payload, commits: COMMITS })).toMatchObject({ paths: ['a', 'b', 'c'] });
});

test.each([
  ['is new', { created: true, commits: COMMITS }],
  ['was rewritten', { forced: true, commits: COMMITS }],
  ['has as many commits as GitHub tells at most', { commits: Array.from({ length: 2048 }, () => COMMITS[0]) }],
  ['has commits without their paths', { commits: [{ id: '1' }] }],
  ['has no commits', { commits: [] }],
  ['has commits that change nothing', { commits: [{ id: '1', added: [], modified: [], removed: [] }] }],
  ['has commits that are none', { commits: 'many' }],
])('nobody knows all paths of a push whose branch %s', (_, differences) => {
  const payload = { ...example('push', ({ ref }) => ref === 'refs/heads/master'), created: false };
  expect(parsed('push', { ...payload, ...differences })).toMatchObject({ type: 'push', paths: null });
});

test('an event that nobody asked for is named, whatever its body', () => {
  expect(parsed('some_new_event', [])).toEqual({ type: 'unused', event: 'some_new_event' });
});

test('everything that is malformed is named at once', () => {
  expect(parseWebhook({}, '{}')).toMatchObject({ ok: false, problems: [/delivery/, /event/].map(matching) });
  const body = JSON.stringify({
    ref: 1,
    after: 'abc',
    deleted: false,
    repository: { full_name: 'acme', default_branch: 'main' },
  });
  expect(parseWebhook(headersOf('push'), body)).toMatchObject({
    ok: false,
    problems: [/^ref: /, /^after: is not a commit$/, /^repository\.full_name: is not owner\/name$/].map(matching),
  });
});

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string;

test.each(['', 'with a space', 'x'.repeat(101)])('a delivery has an id that can be kept: not "%s"', (id) => {
  const headers = { ...headersOf('ping'), 'x-github-delivery': id };
  expect(parseWebhook(headers, '{}')).toMatchObject({ ok: false, problems: [matching(/x-github-delivery/)] });
});

test('a webhook that was set up with the other content type is told how to change it', () => {
  const result = parseWebhook(headersOf('push'), 'payload=%7B%22ref%22%3A1%7D');
  expect(result).toMatchObject({ ok: false, problems: [matching(/content type to application\/json/)] });
});
