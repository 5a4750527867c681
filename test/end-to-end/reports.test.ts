import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { BuildProgress } from '../../src/workflows/messages.ts';
import { app } from '../github/support/app.ts';
import { unpaced } from '../github/support/simulated.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { startOwnApi } from '../support/own-api.ts';
import { startRelease } from '../support/start-trains.ts';

/** So long that a build which no report woke would not end within the test. */
const NO_POLL = 3_600_000;
/** Between two looks for the run: whoever finds it sooner was told. */
const PATIENT = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 20_000 };
const SECRET = 'a-secret-of-the-tests';
const PATIENTLY = { timeout: 20_000 };
const A = { owner: 'acme', name: 'a' };

/** A cascade of one repository whose jobs are held, that hears of nothing but the reports of actions workflows. */
async function hearingReportsAlone(marker: 'shown' | 'none', returnRunDetails: boolean): Promise<TestCascade> {
  const described = chain([repository('a', { build: recipe({ marker }) })], { name: `acme-${marker}` });
  const cascade = await startCascade(described, {
    pollInterval: NO_POLL,
    webhooks: false,
    timings: PATIENT,
    scenario: { app: app(), returnRunDetails, behaviours: [{ kind: 'hold', repository: 'acme/a' }] },
  });
  await startOwnApi(cascade, { events: ['repository_dispatch'], accepts: [SECRET], signedWith: SECRET });
  return cascade;
}

/** What the last job of `examples/actions/report.yml` sends. */
async function report({ simulator }: TestCascade, runId: number, marker: string): Promise<void> {
  const token = 'a-token-of-the-tests';
  const github = unpaced(simulator.url, { credentials: { type: 'token', token } });
  const payload = { repo: 'acme/a', status: 'success', workflow_run_id: runId, cascade: { marker } };
  const request = { ...A, type: 'repository_dispatch', eventType: 'build-complete', payload } as const;
  expect(await github.dispatch(request, Date.now() + 10_000)).toEqual({ type: 'accepted' });
}

function asked({ simulator }: TestCascade, runId: number): boolean {
  return simulator.requests().some(({ path }) => path.endsWith(`/actions/runs/${runId}`));
}

test('a report wakes the build that polls seldom, and a false run in it is looked at and not believed', async () => {
  const cascade = await hearingReportsAlone('shown', false);
  const { simulator, client } = cascade;
  const stranger = simulator.dispatchAsPerson('acme/a', '.github/workflows/build.yml').id;
  const handle = await startRelease(cascade);
  const own = () => simulator.runs('acme/a').find(({ id }) => id !== stranger);
  await simulator.when(() => own() !== undefined);
  const { id = 0, displayTitle = '' } = own() ?? {};

  await report(cascade, stranger, displayTitle);
  await simulator.when(() => asked(cascade, stranger));
  const build = client.workflow.getHandle(`${handle.workflowId}/a`);
  await expect.poll(() => build.query<BuildProgress>('state'), PATIENTLY).toMatchObject({ run: { id } });

  simulator.release('acme/a');
  await simulator.when(() => own()?.status === 'completed');
  await report(cascade, id, displayTitle);
  const view = await handle.result();
  expect(view.builds).toMatchObject([{ status: 'succeeded', run: { id } }]);
});

test('a report without a marker wakes the build that knows the run, and one of another run changes nothing', async () => {
  const cascade = await hearingReportsAlone('none', true);
  const { simulator, client } = cascade;
  const handle = await startRelease(cascade);
  await simulator.when(() => simulator.runs('acme/a').length === 1);
  const id = simulator.runs('acme/a')[0]?.id ?? 0;
  const build = client.workflow.getHandle(`${handle.workflowId}/a`);
  await expect.poll(() => build.query<BuildProgress>('state'), PATIENTLY).toMatchObject({ run: { id } });
  const stranger = simulator.dispatchAsPerson('acme/a', '.github/workflows/build.yml').id;

  simulator.release('acme/a');
  await simulator.when(() => simulator.runs('acme/a').every(({ status }) => status === 'completed'));
  await report(cascade, stranger, '');
  await report(cascade, id, '');
  const view = await handle.result();
  expect(view.builds).toMatchObject([{ status: 'succeeded', run: { id } }]);
  expect(asked(cascade, stranger)).toBe(false);
});
