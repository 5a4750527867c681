import { expect, test } from 'vitest';
import type { AppScenario } from '../../simulator/scenario-app.ts';
import type { ActionsRunRef } from '../../src/domain/actions-run.ts';
import { app, asApp, NEEDED } from '../github/support/app.ts';
import { unpaced } from '../github/support/simulated.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { failureOf, lastStateOf, startRelease } from '../support/start-trains.ts';

const ACME = { id: 70, account: 'acme', permissions: NEEDED } as const;
const OTHER = { id: 71, account: 'other', permissions: NEEDED } as const;

/** An engine in one organisation and an app, which needs it, in another; Cascade acts as a GitHub App. */
function acrossOrganisations(name: string, differences: Partial<AppScenario>): Promise<TestCascade> {
  const repositories = [repository('engine'), repository('app', { owner: 'other', needs: ['engine'] })];
  return startCascade(chain(repositories, { name }), {
    // Long enough that a token expires while a build runs.
    seconds: 1.5,
    webhooks: false,
    github: asApp,
    // The run is found by its actor, among other things.
    scenario: { app: app({ installations: [ACME, OTHER], ...differences }), returnRunDetails: false },
  });
}

async function actorOf({ simulator }: TestCascade, run: ActionsRunRef): Promise<string> {
  const found = await unpaced(simulator.url, { credentials: { type: 'token', token: 'a-token-of-the-tests' } }).run(
    run,
    run.id,
  );
  return found === null || found === 'unchanged' ? 'nobody' : found.run.actor;
}

test('an App releases a chain over two organisations, with narrow tokens that are renewed under way and a clock of its own', async () => {
  const cascade = await acrossOrganisations('acme-app', { tokenSeconds: 1, clockSkewSeconds: 120 });
  const { simulator } = cascade;
  const view = await (await startRelease(cascade)).result();
  expect(view.state).toBe('succeeded');
  expect(simulator.releases('other/app')).toMatchObject([{ tag: 'v1.4.0', draft: false }]);
  expect(simulator.runs().map(({ repository: of }) => of)).toEqual(['acme/engine', 'other/app']);
  for (const { run } of view.builds) expect(run && (await actorOf(cascade, run))).toBe('cascade[bot]');

  const asked = simulator.requests().filter(({ operation }) => operation === 'apps/create-installation-access-token');
  const repositories = asked.map(({ body }) => JSON.stringify(body));
  expect(new Set(repositories)).toEqual(
    new Set(['engine', 'app'].map((name) => JSON.stringify({ repositories: [name], permissions: NEEDED }))),
  );
  expect(repositories.length).toBeGreaterThan(2);
  expect(simulator.violations()).toEqual([]);
});

test('an installation that may not start actions runs fails its build alone, with the permission that it lacks', async () => {
  const permissions = { ...NEEDED, actions: 'read' } as const;
  const cascade = await acrossOrganisations('acme-no-actions', { installations: [ACME, { ...OTHER, permissions }] });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.builds).toMatchObject([
    { alias: 'engine', status: 'succeeded' },
    { alias: 'app', status: 'failed', reason: { code: 'dispatch-refused', status: 403 } },
  ]);
  expect(view.builds[1]?.why).toContain('Give the GitHub App the permission Actions: write');
});

test('a repository that the installation does not cover fails the train, with the page where that is changed', async () => {
  const cascade = await acrossOrganisations('acme-not-covered', {
    installations: [ACME, { ...OTHER, repositories: [] }],
  });
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain('the GitHub App is not installed for other/app');
  expect(message).toMatch(/Install it at \S+\/installations\/new, and let it cover this repository/);
  expect(cascade.simulator.runs()).toEqual([]);
});
