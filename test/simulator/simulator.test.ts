import { expect, test } from 'vitest';

import { startSimulator } from '../../simulator/simulator.ts';
import { refusal } from './refusal.ts';
import { completedRun, inLibrary, library, octokitFor, start } from './started.ts';

const quiet = { login: 'acme-bot', tokens: ['secret-token'], runners: 1, webhooks: [], repositories: [library()] };

test('every request is recorded with its operation, repository, status and time', async () => {
  const { simulator, octokit } = await start();
  const before = Date.now();
  await octokit.repos.createDispatchEvent({ ...inLibrary, event_type: 'build-chain' });
  await refusal(octokit.repos.getReleaseByTag({ ...inLibrary, tag: 'v1' }));
  expect(simulator.requests()).toMatchObject([
    {
      method: 'POST',
      operation: 'repos/create-dispatch-event',
      pathTemplate: '/repos/{owner}/{repo}/dispatches',
      repository: 'acme/library',
      status: 204,
    },
    { method: 'GET', operation: 'repos/get-release-by-tag', repository: 'acme/library', status: 404 },
  ]);
  for (const { at } of simulator.requests()) expect(Math.abs(at - before)).toBeLessThan(5000);
});

test('waiting resolves with the change that makes its predicate hold, and rejects naming what never came', async () => {
  const { simulator } = await start();
  const waiting = simulator.when(() => simulator.releases('acme/library').length === 1);
  await simulator.publishRelease('acme/library', { tag: 'v1' });
  await waiting;
  await expect(simulator.when(() => simulator.runs().length > 0, 20)).rejects.toThrow(
    /waited 20 ms in vain for: .*simulator\.runs\(\)\.length > 0/,
  );
});

test('a release that GitHub would refuse is refused to a person too', async () => {
  const { simulator } = await start();
  await simulator.publishRelease('acme/library', { tag: 'v1' });
  await expect(simulator.publishRelease('acme/library', { tag: 'v1' })).rejects.toThrow('Validation Failed');
  await expect(simulator.push('acme/nope')).rejects.toThrow('The simulator has no repository acme/nope');
});

test('a run says when it was made, began and ended', async () => {
  const { simulator, octokit } = await start();
  await completedRun(simulator, octokit);
  const [run] = simulator.runs('acme/library');
  expect(run?.startedAt).toBeGreaterThanOrEqual(run?.createdAt ?? Infinity);
  expect(run?.completedAt).toBeGreaterThanOrEqual(run?.startedAt ?? Infinity);
});

test('it listens where it is told, and says when the port is taken', async () => {
  const first = await startSimulator(quiet, { check: false });
  await expect(startSimulator(quiet, { check: false, port: Number(new URL(first.url).port) })).rejects.toThrow(
    /EADDRINUSE/,
  );
  await first.close();
});

test('once closed it answers nobody, whatever was going on', async () => {
  const simulator = await startSimulator(
    { ...quiet, behaviours: [{ kind: 'hold', repository: 'acme/library' }] },
    { check: false },
  );
  const octokit = octokitFor(simulator);
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  await simulator.close();
  await expect(fetch(simulator.url)).rejects.toThrow();
});
