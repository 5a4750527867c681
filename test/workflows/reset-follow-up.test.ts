import { expect, onTestFinished, test } from 'vitest';
import type { RequestPoint } from '../../simulator/scenario-faults.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import { serve } from '../github/support/loopback.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { someOf } from '../support/long.ts';
import { beforeChild, FIRST, LAST, type Moment, resetTo } from '../support/resets.ts';
import { startRelease } from '../support/start-trains.ts';

const timings = { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchDeadline: 1000, dispatchHeartbeat: 2000 };

/** A service that is deployed, then a website that is told, then somebody who must hear of it. */
const DEPLOYED = chain(
  [
    repository('service', {
      kind: 'service',
      notifies: ['acme/website'],
      deploy: {
        kinds: ['release'],
        to: null,
        eventType: 'deploy',
        payload: { tag: '{tag}' },
        required: true,
        answer: null,
      },
    }),
  ],
  {
    tells: {
      statuses: false,
      issue: null,
      webhooks: [
        {
          format: 'cascade',
          urlVariable: 'CHAT_URL',
          secretVariable: null,
          on: ['settled'],
          kinds: ['release'],
          required: true,
        },
      ],
    },
  },
);

let releases = 0;

/** Tests share a server, on which trains of one version would be the same train. */
async function deploying() {
  const chat = await serve((_, response) => response.writeHead(204).end());
  onTestFinished(() => chat[Symbol.asyncDispose]());
  const cascade = await startCascade(DEPLOYED, { timings, variables: { CHAT_URL: chat.url } });
  releases += 1;
  const start = () => startRelease(cascade, `v1.4.${releases}`);
  const heard = () => new Set(chat.received.map(({ headers }) => headers['x-cascade-delivery']));
  return { cascade, start, heard };
}

function dispatchTo(repository: string): RequestPoint {
  return { method: 'POST', pathTemplate: '/repos/{owner}/{repo}/dispatches', repository, occurrence: 1 };
}

function deploys({ simulator }: TestCascade) {
  return simulator.runs('acme/service').filter(({ event }) => event === 'repository_dispatch');
}

async function toldBy({ client }: TestCascade, train: string) {
  const { followUp } = (await client.workflow.getHandle(train).result()) as TrainView;
  return followUp?.status === 'done' ? followUp.told.map(({ what, ok }) => [what, ok]) : [];
}

const ALL_TOLD = [
  ['deploy of service to acme/service', true],
  ['upstream-changed to acme/website', true],
  ['notice to CHAT_URL', true],
];

const MOMENTS: readonly (readonly [string, Moment])[] = [
  ['to before what follows it', beforeChild('follow-up')],
  ['to its beginning', FIRST],
  ['to its last moment', LAST],
];

test.for(someOf(MOMENTS, 0))(
  'a train that is reset %s after it has sent its deploy finds it, and repeats nothing that may have arrived',
  async ([, moment]) => {
    const { cascade, start, heard } = await deploying();
    const { client, simulator } = cascade;
    const held = simulator.hold(dispatchTo('acme/website'));
    const { workflowId } = await start();
    await held.reached;
    await resetTo(client, workflowId, moment);
    await held.execute();

    expect(await toldBy(cascade, workflowId)).toEqual(ALL_TOLD);
    expect(deploys(cascade)).toHaveLength(1);
    expect(simulator.runs('acme/website')).toHaveLength(1);
    // A notice may arrive again: its receiver knows it by its number.
    expect(heard().size).toBe(1);
  },
);

test('what follows a train can be reset itself, and repeats nothing either', async () => {
  const { cascade, start, heard } = await deploying();
  const { client, simulator } = cascade;
  const held = simulator.hold(dispatchTo('acme/website'));
  const { workflowId } = await start();
  await held.reached;
  await resetTo(client, `${workflowId}/follow-up`, FIRST);
  await held.execute();

  expect(await toldBy(cascade, workflowId)).toEqual(ALL_TOLD);
  expect(deploys(cascade)).toHaveLength(1);
  expect(simulator.runs('acme/website')).toHaveLength(1);
  expect(heard().size).toBe(1);
});
