import { expect, test } from 'vitest';
import type { DeploySignal, Telling } from '../../src/domain/telling.ts';
import { chainOf } from './chain-of.ts';

function tellsOf(tells: string): Telling {
  return chainOf(`chain: acme\ntells: ${tells}\nrepositories: { engine: { repository: acme/the-engine } }`).tells;
}

function deployOf(deploy: string, more = ''): DeploySignal | null | undefined {
  return chainOf(`
chain: acme
release: { publish_in: engine }
repositories:
  engine: { repository: acme/the-engine, deploy: ${deploy}${more} }
`).repositories[0]?.deploy;
}

test('a webhook that says only where is told of everything, unsigned, and fails nothing', () => {
  expect(tellsOf('{ webhooks: [{ url_from: CHAT_URL }] }')).toEqual({
    statuses: false,
    webhooks: [
      {
        format: 'cascade',
        urlVariable: 'CHAT_URL',
        secretVariable: null,
        on: ['settled', 'person-needed'],
        kinds: ['release', 'nightly', 'cascade'],
        required: false,
      },
    ],
    issue: null,
  });
});

test('who is told may say everything, and where issues are is an alias or a full name', () => {
  const webhook =
    '{ format: slack, url_from: CHAT_URL, secret_from: CHAT_SECRET, on: [person-needed], kinds: [nightly], required: true }';
  expect(tellsOf(`{ statuses: true, webhooks: [${webhook}], issue: engine }`)).toEqual({
    statuses: true,
    webhooks: [
      {
        format: 'slack',
        urlVariable: 'CHAT_URL',
        secretVariable: 'CHAT_SECRET',
        on: ['person-needed'],
        kinds: ['nightly'],
        required: true,
      },
    ],
    issue: { owner: 'acme', name: 'the-engine' },
  });
  expect(tellsOf('{ issue: acme/office }').issue).toEqual({ owner: 'acme', name: 'office' });
});

test('a deploy signal goes to the repository itself after a release, and fails nothing', () => {
  expect(deployOf('{}')).toEqual({
    kinds: ['release'],
    to: null,
    eventType: 'deploy',
    payload: { tag: '{version}' },
    required: false,
    answer: null,
  });
});

test('a deploy signal names the image where there is one', () => {
  const images = ', images: [{ name: ghcr.io/acme/engine, tag: "{version}", digest: image-digest }]';
  expect(deployOf('{}', images)?.payload).toEqual({ tag: '{version}', image: '{image}' });
  expect(deployOf('{ payload: { what: "{tag}" } }', images)?.payload).toEqual({ what: '{tag}' });
});

test('a deploy signal may say everything, and wait for an answer', () => {
  const answer = '{ workflow: deploy.yml, marker: taken, timeout: 5m }';
  expect(
    deployOf(
      `{ on: [cascade, release], to: acme/office, event: roll-out, payload: {}, required: true, answer: ${answer} }`,
    ),
  ).toEqual({
    kinds: ['cascade', 'release'],
    to: { owner: 'acme', name: 'office' },
    eventType: 'roll-out',
    payload: {},
    required: true,
    answer: {
      workflow: 'deploy.yml',
      marker: 'taken',
      timeouts: { queue: 1_800_000, build: 300_000, approval: 604_800_000 },
    },
  });
  expect(deployOf('{ to: engine, answer: { workflow: deploy.yml } }')).toMatchObject({
    to: { owner: 'acme', name: 'the-engine' },
    answer: { marker: 'shown', timeouts: { build: 3_600_000 } },
  });
});
