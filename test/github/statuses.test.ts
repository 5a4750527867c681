import { expect, test } from 'vitest';
import type { NewStatus } from '../../src/github/port.ts';
import { rememberSecret } from '../../src/telemetry/mask.ts';
import { NEEDED, simulatedApp } from './support/app.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, type SimulatedGitHub, unpaced } from './support/simulated.ts';

/** A status of the head of main; a test names only what is otherwise. */
async function ofHead({ github }: SimulatedGitHub, differences: Partial<NewStatus> = {}): Promise<NewStatus> {
  return {
    commit: (await github.commit(LIBRARY, 'main')) ?? '',
    context: 'cascade/acme',
    state: 'pending',
    description: 'is built',
    url: 'https://cascade.example.org/acme',
    ...differences,
  };
}

function sent({ simulator }: SimulatedGitHub): readonly unknown[] {
  const requests = simulator.requests().filter(({ operation }) => operation === 'repos/create-commit-status');
  return requests.map(({ body }) => body);
}

test('a commit gets a status with its reason and a link, and without one where nobody can look', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  await github.setStatus(LIBRARY, await ofHead(gitHub));
  await github.setStatus(LIBRARY, await ofHead(gitHub, { state: 'success', description: 'built', url: null }));
  expect(sent(gitHub)).toEqual([
    {
      context: 'cascade/acme',
      state: 'pending',
      description: 'is built',
      target_url: 'https://cascade.example.org/acme',
    },
    { context: 'cascade/acme', state: 'success', description: 'built' },
  ]);
});

test.each([
  ['a description that is too long', { description: 'x'.repeat(141) }, 'description is too long'],
  ['an address that no browser opens', { url: 'ftp://cascade.example.org' }, 'target_url must use http(s) scheme'],
  ['a commit that is not there', { commit: 'f'.repeat(40) }, 'No commit found for SHA'],
])('%s is refused with GitHub’s words', async (_what, differences, words) => {
  await using gitHub = await simulated();
  const setting = gitHub.github.setStatus(LIBRARY, await ofHead(gitHub, differences));
  await expect(setting).rejects.toMatchObject({ kind: 'invalid', status: 422 });
  await expect(setting).rejects.toThrow(words);
});

test('an App that may read statuses only is told which permission it lacks', async () => {
  const permissions = { ...NEEDED, statuses: 'read' } as const;
  await using gitHub = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  const setting = gitHub.github.setStatus(LIBRARY, await ofHead(gitHub));
  await expect(setting).rejects.toMatchObject({ kind: 'forbidden', status: 403 });
  await expect(setting).rejects.toThrow('Commit statuses: write');
});

test('a secret that GitHub repeats is masked in what is told of its refusal', async () => {
  rememberSecret('swordfish-of-the-library');
  const message = 'target_url https://cascade.example.org/?key=swordfish-of-the-library is invalid';
  await using server = await serve(always(422, {}, { message }));
  const status = { commit: '0'.repeat(40), context: 'cascade', state: 'error', description: '', url: null } as const;
  await expect(unpaced(server.url).setStatus(LIBRARY, status)).rejects.toThrow(
    'Could not set the status cascade of 0000000 in acme/library: GitHub answered 422 (target_url https://cascade.example.org/?key=[masked] is invalid)',
  );
});
