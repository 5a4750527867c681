import { describe, expect, it } from 'vitest';
import { parseStoredWebhook } from '../../src/github/webhooks-stored.ts';

const PAYLOAD = {
  ref: 'refs/heads/main',
  after: '3f2a91c0000000000000000000000000000000aa',
  deleted: false,
  repository: { full_name: 'acme/engine', default_branch: 'main' },
};

const HEADERS = { 'X-GitHub-Delivery': 'guid-1', 'X-GitHub-Event': 'push', Accept: '*/*' };

/** As the page "Recent deliveries" shows it, and people copy it. */
const COPIED = `
Request URL: https://cascade.test/webhooks/github
Request method: POST
Accept: */*
  X-GitHub-Delivery: guid-1
X-GitHub-Event: push
X-Hub-Signature-256: sha256=0123
Payload
${JSON.stringify(PAYLOAD, null, 2)}
`;

describe('a webhook that somebody kept', () => {
  it.each([
    [
      'as GitHub’s API gives it',
      JSON.stringify({ id: 1, guid: 'guid-1', request: { headers: HEADERS, payload: PAYLOAD } }),
    ],
    ['as headers and payload', JSON.stringify({ headers: HEADERS, payload: PAYLOAD })],
    ['with the payload as text', JSON.stringify({ headers: HEADERS, payload: JSON.stringify(PAYLOAD) })],
    ['as it was copied from the page', COPIED],
  ])('is read %s', (_, text) => {
    expect(parseStoredWebhook(text, undefined)).toMatchObject({
      ok: true,
      delivery: { id: 'guid-1', event: { type: 'push', branch: 'main', repository: { name: 'engine' } } },
    });
  });

  it('is read as a payload alone where the event is named', () => {
    const text = JSON.stringify(PAYLOAD);
    expect(parseStoredWebhook(text, 'push')).toMatchObject({
      ok: true,
      delivery: { id: 'stored', event: { type: 'push' } },
    });
  });

  it.each([
    ['a payload of which nobody says what it is', JSON.stringify(PAYLOAD), undefined, /--event/],
    ['a text that is no JSON', 'push it', 'push', /no JSON/],
    ['a list', '[1]', 'push', /expected object/],
    ['nothing', '', 'push', /no JSON/],
    ['a payload of another event', '{"zen":"."}', 'push', /^ref: /],
  ])('is not %s', (_, text, event, problem) => {
    const read = parseStoredWebhook(text, event);
    expect(read.ok ? [] : read.problems).toContainEqual(expect.stringMatching(problem));
  });
});
