import { expect, test } from 'vitest';
import type { DispatchRequest } from '../../src/github/port.ts';
import { LIBRARY, simulated } from './support/simulated.ts';

const workflowDispatch = (differences: Partial<DispatchRequest & { type: 'workflow_dispatch' }> = {}) => ({
  ...LIBRARY,
  type: 'workflow_dispatch' as const,
  workflow: 'build.yml',
  ref: 'main',
  inputs: { cascade: 'marker' },
  ...differences,
});
const repositoryDispatch = {
  ...LIBRARY,
  type: 'repository_dispatch' as const,
  eventType: 'upstream',
  payload: { cascade: { marker: 'marker' } },
};
const soon = () => Date.now() + 10_000;

test('a workflow_dispatch answers with the actions run that it started', async () => {
  await using gitHub = await simulated();
  const answer = await gitHub.github.dispatch(workflowDispatch(), soon());
  const [run] = gitHub.simulator.runs();
  expect(answer).toMatchObject({ type: 'started', runId: run?.id });
  expect(run?.displayTitle).toBe('Build marker');
});

test('a repository_dispatch is accepted, and nothing is known of what it started', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.dispatch(repositoryDispatch, soon())).toEqual({ type: 'accepted' });
  expect(gitHub.simulator.runs()).toHaveLength(1);
});

test('a server that is too old for run details is asked once more without, and from then on at once', async () => {
  await using gitHub = await simulated({ returnRunDetails: false });
  expect(await gitHub.github.dispatch(workflowDispatch(), soon())).toEqual({ type: 'accepted' });
  expect(await gitHub.github.dispatch(workflowDispatch(), soon())).toEqual({ type: 'accepted' });
  expect(gitHub.simulator.runs()).toHaveLength(2);
  expect(gitHub.simulator.requests().map(({ status }) => status)).toEqual([422, 204, 204]);
});

test.each([
  [
    'an input that is not declared',
    workflowDispatch({ inputs: { colour: 'red' } }),
    422,
    'on.workflow_dispatch.inputs',
  ],
  ['an actions workflow that is not there', workflowDispatch({ workflow: 'b.yml' }), 404, '.github/workflows/b.yml'],
  ['a branch that is not there', workflowDispatch({ ref: 'nowhere' }), 422, 'branch or tag nowhere'],
  ['a repository that is not there', { ...repositoryDispatch, name: 'nothing' }, 404, 'acme/nothing exists'],
])('%s is refused, with what to check', async (_, request, status, advice) => {
  await using gitHub = await simulated();
  const answer = await gitHub.github.dispatch(request, soon());
  expect(answer).toMatchObject({ type: 'refused', status });
  expect(answer).toHaveProperty('advice', expect.stringContaining(advice));
  expect(gitHub.simulator.runs()).toHaveLength(0);
});

test('after its deadline nothing is sent', async () => {
  await using gitHub = await simulated();
  const answer = await gitHub.github.dispatch(workflowDispatch(), Date.now() - 1);
  expect(answer).toMatchObject({ type: 'not-sent', message: expect.stringContaining('deadline') as string });
  expect(gitHub.simulator.requests()).toHaveLength(0);
});
