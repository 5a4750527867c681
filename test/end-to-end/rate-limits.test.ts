import { Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import type { Fault } from '../../simulator/scenario-faults.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { BuildProgress } from '../../src/workflows/messages.ts';
import { app, asApp, NEEDED } from '../github/support/app.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, chainOf, repository } from '../support/chains.ts';
import { runCli } from '../support/run-cli.ts';
import { startCascadeOf, startRelease } from '../support/start-trains.ts';

const TIMINGS = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchDeadline: 1000, dispatchTimeout: 6000 };

const DISPATCH = 'actions/create-workflow-dispatch';
/** Milliseconds. The engine repeats an activity up to a second late, and a thinned poll must be longer than that. */
const POLL = 200;

const PATIENTLY = { timeout: 20_000 };

/** One repository in each organisation, and so a rate limit for each; builds need nothing of each other. */
function inOrganisations(owners: readonly string[], faults: readonly Fault[]): Promise<TestCascade> {
  const repositories = owners.map((owner) => repository(`of-${owner}`, { owner, name: 'library' }));
  const installations = owners.map((account, index) => ({ id: 70 + index, account, permissions: NEEDED }));
  return startCascade(chain(repositories, { name: owners.join('-') }), {
    webhooks: false,
    timings: TIMINGS,
    github: asApp,
    scenario: { app: app({ installations }), faults },
  });
}

function limited(owner: string, as: 'primary' | 'secondary' | 'retry-after' | 'bare-429'): Fault {
  return { operation: DISPATCH, repository: `${owner}/library`, effect: { kind: 'rate-limit', as, seconds: 2 } };
}

test('a dispatch that meets a rate limit is sent again, and starts one run', async () => {
  const ways = ['primary', 'retry-after', 'bare-429'] as const;
  const cascade = await inOrganisations(
    ways,
    ways.map((way) => limited(way, way)),
  );
  const { simulator } = cascade;
  const view = await (await startRelease(cascade)).result();
  expect(view.builds.map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(ways.map(() => 'succeeded 1'));
  for (const way of ways) expect(simulator.runs(`${way}/library`)).toHaveLength(1);

  expect(dispatches(cascade, 'primary')).toMatchObject({ statuses: [403, 200], between: [] });
  expect(dispatches(cascade, 'retry-after')).toMatchObject({ statuses: [429, 200], between: [] });
  for (const way of ['primary', 'retry-after']) expect(dispatches(cascade, way).waited).toBeGreaterThanOrEqual(2000);
  // Nothing in this answer is GitHub's: it may have been accepted, so the list is asked before it is sent again.
  const { statuses, between } = dispatches(cascade, 'bare-429');
  expect(statuses).toEqual([429, 200]);
  expect(new Set(between)).toEqual(new Set(['actions/list-workflow-runs-for-repo']));
});

/** The dispatches to the library of an organisation, what it was asked between the first and the last, and how long that was. */
function dispatches({ simulator }: TestCascade, owner: string) {
  const requests = simulator.requests().filter(({ repository: asked }) => asked === `${owner}/library`);
  const indices = requests.flatMap(({ operation }, index) => (operation === DISPATCH ? [index] : []));
  const [first = 0, last = 0] = [indices.at(0), indices.at(-1)];
  return {
    statuses: indices.map((index) => requests[index]?.status),
    between: requests.slice(first + 1, last).map(({ operation }) => operation),
    waited: (requests[last]?.at ?? 0) - (requests[first]?.at ?? 0),
  };
}

test('a build that waits for a rate limit holds no slot, says until when, and holds up no other installation', async () => {
  const cascade = await inOrganisations(['busy', 'calm'], [limited('busy', 'secondary')]);
  const { client, simulator } = cascade;
  const handle = await startRelease(cascade);
  const build = (owner: string) => client.workflow.getHandle(`${handle.workflowId}/of-${owner}`);
  await simulator.when(() => simulator.requests().some(({ operation }) => operation === 'actions/get-workflow-run'));
  await expect
    .poll(() => build('busy').query<BuildProgress>('state'), PATIENTLY)
    .toMatchObject({ reason: { code: 'rate-limited' } });
  expect(await build('calm').result()).toMatchObject({ status: 'succeeded' });

  const { reason, why } = await build('busy').query<BuildProgress>('state');
  const until = reason.code === 'rate-limited' ? reason.until : 0;
  // GitHub names no time for this one, and wants a minute at least.
  expect(until - Date.now()).toBeGreaterThan(20_000);
  expect(why).toBe(`GitHub's rate limit: goes on at ${new Date(until).toISOString()}`);
  expect((await build('busy').describe()).raw.pendingActivities).toEqual([]);

  await handle.cancel();
  await expect(handle.result()).rejects.toThrow();
  expect(simulator.runs().map(({ repository }) => repository)).toEqual(['calm/library']);
});

/** Milliseconds between one look at the actions run of the engine and the next. */
function pauses({ simulator }: TestCascade): readonly number[] {
  const looks = simulator
    .requests()
    .filter(({ operation, repository: of }) => operation === 'actions/get-workflow-run' && of === 'acme/engine');
  return looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0));
}

test('with little left of the hour polls thin out, dispatches go on, and status shows what is left', async () => {
  const two = chainOf(
    [
      ['engine', []],
      ['app', ['engine']],
    ],
    { name: 'acme-scarce' },
  );
  const behaviours = two.repositories.map(({ name }) => ({ kind: 'hold', repository: `acme/${name}` }) as const);
  const scenario = { rateLimit: 300, behaviours };
  const cascade = await startCascade(two, { webhooks: false, pollInterval: POLL, scenario });
  const { simulator, client } = cascade;
  const handle = await startCascadeOf(cascade, 'engine');
  await simulator.when(() => pauses(cascade).length > 1);
  // Of 8 % of the hour, by the square of what they are short of a quarter.
  const thinned = POLL * (0.25 / 0.08) ** 2;
  expect(Math.min(...pauses(cascade))).toBeLessThan(thinned);

  await spend(simulator.url, 24);
  const before = pauses(cascade).length;
  await simulator.when(() => pauses(cascade).length > before + 2);
  expect(Math.min(...pauses(cascade).slice(before + 1))).toBeGreaterThanOrEqual(thinned);

  simulator.release('acme/engine');
  await simulator.when(() => simulator.runs('acme/app').length === 1);
  const app = client.workflow.getHandle(`${handle.workflowId}/app`);
  await expect.poll(() => app.query<BuildProgress>('state'), PATIENTLY).toMatchObject({ budget: { limit: 300 } });
  const address = client.connection instanceof Connection ? client.connection.options.address : '';
  const { stdout } = await runCli(['status', handle.workflowId], { env: { TEMPORAL_ADDRESS: address } });
  expect(stdout).toMatch(/GitHub: [12]\d of 300 requests left until \d\d:\d\d UTC/);
});

/** Somebody else spends of the same token's requests, until so many are left. */
async function spend(url: string, left: number): Promise<void> {
  const headers = { authorization: 'Bearer a-token-of-the-tests' };
  for (let remaining = Infinity; remaining > left;) {
    const response = await fetch(`${url}/repos/acme/engine`, { headers });
    await response.body?.cancel();
    remaining = Number(response.headers.get('x-ratelimit-remaining'));
  }
}
