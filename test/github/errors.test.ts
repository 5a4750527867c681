import { expect, test } from 'vitest';
import type { GitHubError } from '../../src/domain/github-error.ts';
import { ask } from '../../src/github/errors.ts';

const CALL = {
  what: 'list the releases',
  repository: { owner: 'acme', name: 'library' },
  permission: 'Contents: write',
};

/** Shaped as Octokit's, which shares no class with its callers. */
function httpError(status: number, data: unknown, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error('as Octokit words it'), { name: 'HttpError', status, response: { headers, data } });
}

async function translated(error: Error): Promise<GitHubError> {
  return await ask(CALL, () => Promise.reject(error)).then(
    () => expect.unreachable(),
    (failure: unknown) => failure as GitHubError,
  );
}

test.each([
  [400, {}, 'invalid'],
  [401, { message: 'Bad credentials' }, 'unauthorized'],
  [403, { message: 'Resource not accessible by integration' }, 'forbidden'],
  [403, { message: 'You have exceeded a secondary rate limit' }, 'rate-limited'],
  [404, { message: 'Not Found' }, 'not-found'],
  [409, { message: 'Conflict' }, 'conflict'],
  [410, { message: 'Gone' }, 'gone'],
  [
    422,
    { message: 'Validation Failed', errors: [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }] },
    'conflict',
  ],
  [422, { message: 'Validation Failed', errors: [{ resource: 'Release', code: 'custom', field: 'body' }] }, 'invalid'],
  [422, { message: 'Reference already exists' }, 'conflict'],
  [422, { message: 'Reference does not exist' }, 'not-found'],
  [422, { message: 'Invalid request.\n\n"sha" wasn\'t supplied.' }, 'conflict'],
  [429, '<html>', 'unavailable'],
  [500, {}, 'unavailable'],
  [503, '<html>', 'unavailable'],
])('%i with %j is %s', async (status, body, kind) => {
  expect(await translated(httpError(status, body))).toMatchObject({ name: 'GitHubError', kind, status });
});

test('the message tells the call, the repository, what GitHub said of which field, and what to check', async () => {
  const errors = [{ resource: 'Release', field: 'body', code: 'custom', message: 'body is too long' }];
  const { message } = await translated(httpError(422, { message: 'Validation Failed', errors }));
  expect(message).toBe(
    'Could not list the releases in acme/library: GitHub answered 422 (Validation Failed; Release body custom body is too long). ' +
      'GitHub did not accept what was sent: its own words say which part.',
  );
});

test('a missing permission is named', async () => {
  const { message } = await translated(httpError(403, { message: 'Resource not accessible by personal access token' }));
  expect(message).toContain('the permission Contents: write on this repository');
});

test('a page that is not GitHub’s is not copied into the message', async () => {
  expect((await translated(httpError(502, '<html>nginx</html>'))).message).toContain('GitHub answered 502. Check');
});

test('a network error tells its innermost reason', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { syscall: 'connect' });
  const { kind, message } = await translated(new Error('fetch failed', { cause: refused }));
  expect(kind).toBe('unavailable');
  expect(message).toContain('connect ECONNREFUSED 127.0.0.1:1. Check');
});

test('where several addresses were tried, each reason is told', async () => {
  const tried = new AggregateError(
    [new Error('connect to ::1 refused'), new Error('connect to 127.0.0.1 refused')],
    '',
  );
  expect((await translated(new Error('fetch failed', { cause: tried }))).message).toContain(
    'connect to ::1 refused; connect to 127.0.0.1 refused',
  );
});
