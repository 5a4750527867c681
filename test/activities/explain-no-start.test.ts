import { expect, test } from 'vitest';
import type { NoStartInput } from '../../src/activities/explain-no-start.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { always, choosing, serve } from '../github/support/loopback.ts';
import { startedBuild, startInput } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { activitiesAt, type Stage, startStage } from './support/stage.ts';

const BY_EVENT = { type: 'repository_dispatch', eventType: 'build-chain', payload: {} } as const;

function question(differences: Partial<NoStartInput> = {}): NoStartInput {
  const { target, dispatch } = startInput();
  return { target, dispatch, run: null, ...differences };
}

type Workflow = Scenario['repositories'][number]['workflows'][number];

/** A GitHub where acme/core has this actions workflow. */
function stageWith(workflow: Partial<Workflow>, differences: Partial<Scenario> = {}): Promise<Stage> {
  const core: Workflow = {
    path: '.github/workflows/build.yml',
    name: 'Build',
    on: { workflow_dispatch: { inputs: ['version', 'sha', 'cascade'] } },
    jobs: [{ name: 'build', seconds: 0 }],
    artifacts: [],
    ...workflow,
  };
  return startStage(undefined, {
    repositories: [{ owner: 'acme', name: 'core', workflows: [core] }],
    ...differences,
  });
}

test('a disabled actions workflow is named as the cause', async () => {
  const { activities } = await stageWith({ state: 'disabled_manually' });
  expect(await perform(activities.explainNoStart, question())).toEqual({
    type: 'disabled',
    state: 'disabled_manually',
  });
});

test('an actions workflow that does not listen to the event is named as the cause', async () => {
  const { activities } = await stageWith({ on: { repository_dispatch: { types: ['something-else'] } } });
  const cause = await perform(activities.explainNoStart, question({ dispatch: BY_EVENT }));
  expect(cause).toEqual({ type: 'no-listener', eventType: 'build-chain' });
});

test('labels that no runner has are named as the cause', async () => {
  const stage = await stageWith(
    { jobs: [{ name: 'build', seconds: 0, labels: ['self-hosted', 'gpu'] }] },
    {
      selfHosted: [
        { name: 'one', labels: ['self-hosted', 'linux'], online: true },
        { name: 'two', labels: ['self-hosted', 'gpu'], online: false },
      ],
    },
  );
  const run = await startedBuild(stage);
  expect(await perform(stage.activities.explainNoStart, question({ run }))).toEqual({
    type: 'no-runner',
    labels: ['self-hosted', 'gpu'],
  });
});

test('an actions workflow that is gone is named as the cause', async () => {
  const { activities } = await stageWith({ path: '.github/workflows/other.yml' });
  expect(await perform(activities.explainNoStart, question())).toEqual({ type: 'no-workflow' });
});

test('where nothing can be seen, nothing is made up', async () => {
  const { activities } = await stageWith({});
  expect(await perform(activities.explainNoStart, question())).toEqual({ type: 'nothing-visible' });
});

test('an actions workflow that listens to the event is not the cause', async () => {
  const { activities } = await stageWith({ on: { repository_dispatch: { types: ['something-else', 'build-chain'] } } });
  const cause = await perform(activities.explainNoStart, question({ dispatch: BY_EVENT }));
  expect(cause).toEqual({ type: 'nothing-visible' });
});

test('an event type that only stands elsewhere in the file, as the name of a job may, is not listened to', async () => {
  const { activities } = await stageWith({ on: { repository_dispatch: { types: ['something-else'] } } });
  const dispatch = { ...BY_EVENT, eventType: 'build' };
  expect(await perform(activities.explainNoStart, question({ dispatch }))).toEqual({
    type: 'no-listener',
    eventType: 'build',
  });
});

test('an actions workflow that names no event types listens to all of them', async () => {
  const text = 'name: Build\non: repository_dispatch\njobs: { build: { runs-on: ubuntu-latest, steps: [] } }\n';
  const path = '.github/workflows/build.yml';
  await using server = await serve(
    choosing(({ url = '' }) =>
      url.includes('/contents/')
        ? always(200, {}, { type: 'file', encoding: 'base64', content: Buffer.from(text).toString('base64') })
        : always(200, {}, { total_count: 1, workflows: [{ id: 1, name: 'Build', path, state: 'active' }] }),
    ),
  );
  const { explainNoStart } = await activitiesAt(server.url);
  expect(await perform(explainNoStart, question({ dispatch: BY_EVENT }))).toEqual({ type: 'nothing-visible' });
});

test.each([403, 404])('where the token may not see the runners (%i), they are not the cause', async (status) => {
  const stage = await stageWith(
    { jobs: [{ name: 'build', seconds: 0, labels: ['self-hosted', 'gpu'] }] },
    {
      faults: [
        {
          operation: 'actions/list-self-hosted-runners-for-repo',
          times: Infinity,
          effect: { kind: 'status', status, executed: false },
        },
      ],
    },
  );
  const run = await startedBuild(stage);
  expect(await perform(stage.activities.explainNoStart, question({ run }))).toEqual({ type: 'nothing-visible' });
});

test('an outage says nothing of the cause, and is tried again', async () => {
  await using server = await serve(always(502, {}, { message: 'Bad gateway' }));
  const { explainNoStart } = await activitiesAt(server.url);
  await expect(perform(explainNoStart, question())).rejects.toMatchObject({
    type: 'GitHubUnavailable',
    nonRetryable: false,
  });
});
