import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Chain, Repository } from '../../src/domain/chain.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { DeploySignal } from '../../src/domain/telling.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, documents, recipe, repository } from '../support/chains.ts';
import { lastStateOf, startCascadeOf, startRelease } from '../support/start-trains.ts';

const IMAGE = { name: 'ghcr.io/acme/app', tag: '{version_number}', digest: 'image-digest' };
const PULLED = `ghcr.io/acme/app@sha256:${hash('sha256', 'image-digest')}`;

function deploy(differences: Partial<DeploySignal> = {}): DeploySignal {
  return {
    kinds: ['release', 'cascade'],
    to: null,
    eventType: 'deploy',
    payload: { tag: '{tag}', image: '{image}' },
    required: false,
    answer: null,
    ...differences,
  };
}

/** A core that tells a website, and a service that is deployed. */
function deploying(signal: Partial<DeploySignal> = {}, app: Partial<Repository> = {}): Chain {
  return chain([
    repository('core', { notifies: ['acme/website', 'docs'] }),
    repository('app', { kind: 'service', needs: ['core'], images: [IMAGE], deploy: deploy(signal), ...app }),
    documents('docs', { needs: ['app'] }),
  ]);
}

const ANSWER = { workflow: 'deploy.yml', marker: 'shown', timeouts: recipe().timeouts } as const;

function dispatched({ simulator }: TestCascade, place: string) {
  return simulator
    .requests()
    .filter(({ operation, repository: asked }) => operation === 'repos/create-dispatch-event' && asked === place)
    .map(({ body }) => body);
}

function answers({ simulator }: TestCascade, place: string) {
  return simulator.runs(place).filter(({ event }) => event === 'repository_dispatch');
}

test('once a release is published its service is told to deploy the image that was pushed, and then others are told', async () => {
  const cascade = await startCascade(deploying());
  const view = await (await startRelease(cascade)).result();

  expect(view.followUp).toMatchObject({
    status: 'done',
    told: [
      { what: 'deploy of app to acme/app', ok: true, why: '', required: false },
      { what: 'upstream-changed to acme/website', ok: true },
      { what: 'upstream-changed to acme/docs', ok: true },
    ],
  });
  expect(dispatched(cascade, 'acme/app')).toEqual([
    {
      event_type: 'deploy',
      client_payload: {
        tag: 'v1.4.0',
        image: PULLED,
        cascade: {
          marker: expect.stringMatching(/^cascade:acme\/release\/v1\.4\.0\/deploy-app#1\.[0-9a-f]{8}$/) as string,
        },
      },
    },
  ]);
  const [head] = cascade.simulator.runs('acme/core');
  expect(dispatched(cascade, 'acme/website')).toMatchObject([
    {
      event_type: 'upstream-changed',
      client_payload: { source: 'core', version: 'v1.4.0', sha: head?.headSha, train: 'acme/release/v1.4.0' },
    },
  ]);
  const order = cascade.simulator.requests().map(({ operation }) => operation);
  expect(order.indexOf('repos/create-dispatch-event')).toBeGreaterThan(order.lastIndexOf('repos/update-release'));
  expect(cascade.simulator.violations()).toEqual([]);
});

test('a change of the service alone builds and deploys it, and nothing else', async () => {
  const cascade = await startCascade(deploying({ payload: { tag: '{tag}', sha: '{sha}' } }));
  const view = await (await startCascadeOf(cascade, 'app')).result();

  expect(view.state).toBe('succeeded');
  const [built, ...more] = cascade.simulator.runs().filter(({ event }) => event === 'workflow_dispatch');
  expect([built?.repository, more]).toEqual(['acme/app', []]);
  expect(dispatched(cascade, 'acme/app')).toMatchObject([{ client_payload: { tag: 'main', sha: built?.headSha } }]);
  expect(dispatched(cascade, 'acme/website')).toEqual([]);
});

test('after a failed build nothing is deployed and nobody is told', async () => {
  const cascade = await startCascade(deploying(), {
    scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure' }] },
  });
  const view = await lastStateOf((await startRelease(cascade)).result());
  expect(view.followUp).toEqual({ status: 'waiting' });
  expect(cascade.simulator.requests().filter(({ operation }) => operation === 'repos/create-dispatch-event')).toEqual(
    [],
  );
});

test('a deploy whose answer is awaited ends with its actions run', async () => {
  const cascade = await startCascade(deploying({ answer: ANSWER, required: true }));
  const view = await (await startRelease(cascade)).result();
  expect(view.state).toBe('succeeded');
  expect(answers(cascade, 'acme/app')).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
});

test('a required deploy that fails fails the train, and nobody is told of it; one that is not required does neither', async () => {
  const behaviours = [
    { kind: 'conclude', repository: 'acme/app', workflow: '.github/workflows/deploy.yml', conclusion: 'failure' },
  ] as const;
  const strict = await startCascade(deploying({ answer: ANSWER, required: true }), { scenario: { behaviours } });
  const failed = await lastStateOf((await startRelease(strict, 'v1.5.0')).result());
  expect(failed.followUp).toMatchObject({
    told: [
      {
        what: 'deploy of app to acme/app',
        ok: false,
        required: true,
        why: expect.stringContaining('failure') as string,
      },
    ],
  });
  expect(dispatched(strict, 'acme/website')).toEqual([]);

  const lenient = await startCascade(deploying({ answer: ANSWER }), { scenario: { behaviours } });
  const view = await (await startRelease(lenient, 'v1.6.0')).result();
  expect(view.followUp).toMatchObject({ told: [{ ok: false }, { ok: true }, { ok: true }] });
});

test('a signal whose answer is lost is found by the marker that its actions run shows, and is not sent again', async () => {
  const cascade = await startCascade(deploying(), {
    scenario: {
      faults: [
        { operation: 'repos/create-dispatch-event', repository: 'acme/app', effect: { kind: 'reset', executed: true } },
      ],
    },
  });
  const view = await (await startRelease(cascade, 'v1.7.0')).result();
  expect(view.followUp).toMatchObject({ told: [{ ok: true }, { ok: true }, { ok: true }] });
  expect(answers(cascade, 'acme/app')).toHaveLength(1);
});

test('a signal that may not have arrived is told and not repeated; one that was not accepted is sent again', async () => {
  const cascade = await startCascade(deploying({ required: true }), {
    scenario: {
      faults: [
        {
          operation: 'repos/create-dispatch-event',
          repository: 'acme/website',
          effect: { kind: 'rate-limit', as: 'retry-after', seconds: 1 },
        },
        {
          operation: 'repos/create-dispatch-event',
          repository: 'acme/docs',
          effect: { kind: 'reset', executed: false },
        },
      ],
    },
    timings: { ...DEFAULT_TIMINGS, settle: 500, findInterval: 50, dispatchHeartbeat: 2000, dispatchDeadline: 3000 },
  });
  const view = await (await startRelease(cascade, 'v1.8.0')).result();
  expect(view.followUp).toMatchObject({
    told: [
      { ok: true },
      { ok: true },
      { ok: false, why: expect.stringMatching(/not clear.*send it by hand/) as string },
    ],
  });
  expect(dispatched(cascade, 'acme/docs')).toHaveLength(1);
  expect(dispatched(cascade, 'acme/website')).toHaveLength(2);
});
