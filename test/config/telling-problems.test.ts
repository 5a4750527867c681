import { describe, expect, test } from 'vitest';
import { problemsOf } from './problems-of.ts';

const telling = (tells: string) =>
  `tells: { ${tells} }\nchain: acme\nrepositories: { engine: { repository: acme/engine } }`;

describe('who is told', () => {
  test.each([
    [
      'an issue in no repository',
      telling('issue: engin'),
      '1:17: issue is "engin", which is neither an alias here nor owner/name; did you mean "engine"?',
    ],
    [
      'an address in the place of a variable',
      telling("webhooks: [{ url_from: 'https://chat.test/x' }]"),
      '1:33: "url_from" must be the name of a variable of the environment, such as CHAT_URL, but is "https://chat.test/x"',
    ],
    [
      'a variable with the prefix of ours',
      telling('webhooks: [{ url_from: CASCADE_CHAT }]'),
      '1:33: variables that begin with CASCADE_ are settings of Cascade, and CASCADE_CHAT is none; name it otherwise',
    ],
    [
      'a secret with the prefix of ours',
      telling('webhooks: [{ url_from: CHAT, secret_from: CASCADE_WEBHOOK_SECRET }]'),
      '1:52: variables that begin with CASCADE_ are settings of Cascade, and CASCADE_WEBHOOK_SECRET is none; name it otherwise',
    ],
    [
      'an unknown occasion',
      telling('webhooks: [{ url_from: CHAT, on: [setled] }]'),
      '1:44: "on[0]" must be one of settled, person-needed, but is "setled"; did you mean "settled"?',
    ],
    ['no occasion', telling('webhooks: [{ url_from: CHAT, on: [] }]'), '1:43: "on" must not be empty'],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });
});

/** A chain whose second repository is deployed so, from column 14 of line 6 on. */
function deploying(deploy: string, more = ''): string {
  return [
    'chain: acme',
    'release: { publish_in: engine }',
    'repositories:',
    '  engine: { repository: acme/engine }',
    `  app: { repository: acme/app${more},`,
    `    deploy: { ${deploy} } }`,
  ].join('\n');
}

const BUILD =
  'chain, train, alias, repository, name, version, version_number, ref, sha, source, source_ref, source_sha, kind, needs';

describe('a deploy signal', () => {
  test.each([
    [
      'to nobody',
      deploying('to: engin'),
      '6:19: deploy is sent to "engin", which is neither an alias here nor owner/name; did you mean "engine"?',
    ],
    [
      'with an unknown placeholder',
      deploying("payload: { v: '{verison}' }"),
      '6:29: unknown placeholder {verison}; did you mean "version"?',
    ],
    [
      'with an image where there is none',
      deploying("payload: { i: '{image}' }"),
      `6:29: unknown placeholder {image}; known here: ${BUILD}, tag`,
    ],
    [
      'with a field of ours',
      deploying('payload: { cascade: x }'),
      '6:26: Cascade adds the field "cascade" itself; leave it out',
    ],
    [
      'with ten fields beside ours',
      deploying(`payload: { ${fields(10)} }`),
      '6:15: 11 fields with our own "cascade"; GitHub takes at most 10 in a repository_dispatch',
    ],
    [
      'with more fields than GitHub takes',
      deploying(`answer: { workflow: a.yml, marker: none }, payload: { ${fields(11)} }`),
      '6:58: 11 fields; GitHub takes at most 10 in a repository_dispatch',
    ],
    [
      'after a release that it is not in',
      deploying('event: go', ', releases: false'),
      '6:5: app is not part of a release; say on: [cascade], or leave out releases: false',
    ],
    [
      'with no time to answer',
      deploying('answer: { workflow: a.yml, timeout: 0s }'),
      '6:51: 0s is too short: more than nothing, at most 365d',
    ],
    ['of no train', deploying('on: []'), '6:19: "on" must not be empty'],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('after nightlies is refused where nothing is published', () => {
    expect(problemsOf(deploying('on: [nightly]').replace(/^release.*$/m, ''))).toEqual([
      '6:19: no nightly is published here; add release.publish_in, or say on: [cascade]',
    ]);
  });

  test('may say everything that fits', () => {
    const images = ", images: [{ name: ghcr.io/acme/app, tag: '{version}', digest: digest }]";
    const payload = "payload: { tag: '{tag}', image: '{image}', commit: '{sha}' }";
    const answer = 'answer: { workflow: deploy.yml, marker: taken, timeout: 1m }';
    expect(
      problemsOf(deploying(`on: [release, cascade], to: acme/office, event: go, ${payload}, ${answer}`, images)),
    ).toEqual([]);
  });
});

function fields(count: number): string {
  return Array.from({ length: count }, (_, index) => `f${index}: x`).join(', ');
}
