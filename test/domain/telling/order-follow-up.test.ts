import { expect, test } from 'vitest';
import type { Chain, Repository } from '../../../src/domain/chain.ts';
import { apply } from '../../../src/domain/apply-event.ts';
import { depart } from '../../../src/domain/depart.ts';
import { followUpOrder } from '../../../src/domain/telling/order-follow-up.ts';
import type { DeploySignal, TellWebhook } from '../../../src/domain/telling.ts';
import type { TrainRequest } from '../../../src/domain/trigger.ts';
import { chain, documents, repository, withRepository } from '../../support/chains.ts';
import { itinerary } from '../../support/itineraries.ts';
import { cascadeOf, releaseOf } from '../../support/requests.ts';
import { departure, type OUTCOMES, settled } from '../../support/trains.ts';

const DEPLOY: DeploySignal = {
  kinds: ['release'],
  to: { owner: 'acme', name: 'ops' },
  eventType: 'deploy',
  payload: { tag: '{tag}', image: '{image}', who: '{alias}' },
  required: true,
  answer: null,
};
const IMAGE = { name: 'ghcr.io/acme/app', tag: '{version_number}', digest: 'image-digest' };

function deployed(differences: Partial<Repository> = {}): Chain {
  return chain([
    repository('core', { notifies: ['acme/Website', 'guide', 'app'] }),
    repository('app', { needs: ['core'], images: [IMAGE], deploy: DEPLOY, notifies: ['acme/website'], ...differences }),
    documents('guide', { needs: ['app'] }),
  ]);
}

/** What follows once every build in scope has ended so. */
function orderAfter(
  described: Chain,
  request: TrainRequest = releaseOf(described),
  as: keyof typeof OUTCOMES = 'succeeded',
) {
  const journey = itinerary(described, request);
  const events = journey.plan.builds.map(({ alias }) => settled(alias, as));
  const train = events.reduce(apply, depart(journey.plan, departure(described)));
  return followUpOrder(journey, train, false);
}

test('a deploy is told the tag, and which image it is to be made certain of', () => {
  expect(orderAfter(deployed()).deploys).toMatchObject([
    {
      alias: 'deploy-app',
      what: 'deploy of app to acme/ops',
      place: { owner: 'acme', name: 'ops' },
      payload: { tag: 'v1.4.0', image: '{image}', who: 'app' },
      image: { reference: 'ghcr.io/acme/app:1.4.0', artifact: 'image-digest' },
      required: true,
    },
  ]);
});

test('nothing is read of an image that the payload does not name', () => {
  const described = deployed({ deploy: { ...DEPLOY, payload: { tag: '{version}' } } });
  expect(orderAfter(described).deploys).toMatchObject([{ image: null }]);
});

test('a train of another kind deploys nothing, and neither does a result of another train', () => {
  const described = deployed();
  expect(orderAfter(described, cascadeOf(described, ['core'])).deploys).toEqual([]);
  expect(orderAfter(described, releaseOf(described), 'skipped')).toMatchObject({ deploys: [], satellites: [] });
  expect(orderAfter(described, releaseOf(described), 'reused').deploys).toHaveLength(1);
});

test('each satellite is told once, of all that it is told of; what the train builds itself is not told', () => {
  const { satellites } = orderAfter(deployed());
  expect(satellites).toMatchObject([
    { what: 'upstream-changed to acme/Website', payload: { source: 'core,app', version: 'v1.4.0' } },
    { what: 'upstream-changed to acme/guide', payload: { source: 'core' } },
  ]);
  expect(satellites[0]?.payload['sha']?.split(',')).toHaveLength(2);
});

test('the digest of a signal changes with the commit and with what is sent, and with nothing else', () => {
  const digestOf = (described: Chain) => orderAfter(described).deploys[0]?.digest;
  expect(digestOf(deployed())).toBe(digestOf(deployed()));
  expect(digestOf(deployed())).not.toBe(digestOf(deployed({ deploy: { ...DEPLOY, payload: { tag: 'x' } } })));
  expect(digestOf(deployed())).toMatch(/^[0-9a-f]{8}$/);
});

test('only who must hear of a success is part of it', () => {
  const webhook: TellWebhook = {
    format: 'cascade',
    urlVariable: 'CHAT_URL',
    secretVariable: null,
    on: ['settled'],
    kinds: ['release'],
    required: true,
  };
  const tells = { statuses: false, webhooks: [{ ...webhook, required: false }, webhook], issue: null };
  const { notices } = orderAfter({ ...withRepository(deployed(), 'app', { deploy: null }), tells });
  expect(notices).toMatchObject([
    {
      delivery: expect.stringMatching(/^acme\/release\/v1\.4\.0\/settled\/[0-9a-f]{8}\/1$/) as string,
      notice: { event: 'settled', state: 'succeeded' },
    },
  ]);
});
