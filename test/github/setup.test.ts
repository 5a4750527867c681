import { expect, test } from 'vitest';
import type { RepositoryScenario } from '../../simulator/scenario.ts';
import type { GitHubSetup } from '../../src/github/app-port.ts';
import { makeGitHubSetup } from '../../src/github/setup.ts';
import { credentials, NEEDED, simulatedApp } from './support/app.ts';
import { always, choosing, serve } from './support/loopback.ts';
import { LIBRARY, simulated, type SimulatedGitHub, TOKEN } from './support/simulated.ts';

const token = { type: 'token' as const, token: TOKEN };
const repository = (differences: Partial<RepositoryScenario> = {}) => ({
  repositories: [{ ...LIBRARY, workflows: [], ...differences }],
});

function setupOf({ simulator }: SimulatedGitHub): GitHubSetup {
  return makeGitHubSetup({ baseUrl: simulator.url, credentials: token });
}

test.each([true, false])('whether Actions are on is told: %s', async (actionsEnabled) => {
  await using gitHub = await simulated(repository({ actionsEnabled }));
  expect(await setupOf(gitHub).actionsEnabled(LIBRARY)).toBe(actionsEnabled);
});

test('what the credentials may not know is null', async () => {
  await using gitHub = await simulatedApp();
  const setup = makeGitHubSetup({ baseUrl: gitHub.simulator.url, credentials: credentials() });
  expect(await setup.actionsEnabled(LIBRARY)).toBeNull();
  expect(await setup.immutableReleases(LIBRARY)).toBeNull();
});

test('what an App may know of the settings it is told', async () => {
  const permissions = { ...NEEDED, administration: 'read' } as const;
  await using gitHub = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  const setup = makeGitHubSetup({ baseUrl: gitHub.simulator.url, credentials: credentials() });
  expect(await setup.actionsEnabled(LIBRARY)).toBe(true);
  expect(await setup.immutableReleases(LIBRARY)).toBe(false);
});

test.each(['read', 'write'] as const)("an App's access is what its installation says: %s", async (contents) => {
  const permissions = { ...NEEDED, contents };
  await using gitHub = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  const setup = makeGitHubSetup({ baseUrl: gitHub.simulator.url, credentials: credentials() });
  expect(await setup.access(LIBRARY)).toEqual({ write: contents === 'write', archived: false });
});

test("a token's access is what GitHub says of its owner; what it cannot see is null", async () => {
  await using server = await serve(
    choosing(({ url }) => {
      const settings = always(200, {}, { permissions: { push: true }, archived: true });
      return url === '/repos/acme/library' ? settings : always(404, {}, { message: 'Not Found' });
    }),
  );
  const setup = makeGitHubSetup({ baseUrl: server.url, credentials: token });
  expect(await setup.access(LIBRARY)).toEqual({ write: true, archived: true });
  expect(await setup.access({ owner: 'acme', name: 'nothing' })).toBeNull();
});
