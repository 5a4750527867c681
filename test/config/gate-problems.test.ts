import { describe, expect, test } from 'vitest';
import { problemsOf } from './problems-of.ts';

/** A chain that publishes and deploys, with each gate in a line from line 2 on. */
function gated(...gates: readonly string[]): string {
  return [
    'gates:',
    ...gates.map((gate) => `  - { ${gate} }`),
    'chain: acme',
    'release: { publish_in: app }',
    'repositories:',
    '  engine: { repository: acme/engine }',
    '  app: { repository: acme/app, deploy: { on: [release] } }',
  ].join('\n');
}

const building = 'name: a, before: building';
const people = 'approvers: [ann, bob], threshold: 2';

describe('a gate', () => {
  test.each([
    ['without a threshold', gated(`${building}, approvers: [ann]`), '2:5: "threshold" is missing'],
    ['without approvers', gated(`${building}, approvers: [], threshold: 1`), '2:45: "approvers" must not be empty'],
    [
      'for more approvers than there are',
      gated(`${building}, approvers: [ann], threshold: 2`),
      '2:63: 2 must agree, but there is 1 approver; add some, or ask for fewer',
    ],
    [
      'for more approvers in an emergency than there are',
      gated(`${building}, ${people}, emergency: { approvers: [ann, bob], threshold: 3 }`),
      '2:118: 3 must agree, but there are 2 approvers; add some, or ask for fewer',
    ],
    [
      'with an approver who is there twice',
      gated(`${building}, approvers: [ann, { name: ann, key: a.asc }, bob], threshold: 2`),
      '2:51: ann is there twice',
    ],
    [
      'with two approvers of one key',
      gated(`${building}, approvers: [{ name: ann, key: a.asc }, { name: bob, key: a.asc }], threshold: 1`),
      '2:91: a.asc is the key of ann, too; one key is one person',
    ],
    [
      'with an approver without a name',
      gated(`${building}, approvers: [{ key: a.asc }], threshold: 1`),
      '2:46: "name" is missing',
    ],
    [
      'of an unknown repository',
      gated(`${building}, repositories: [engin], ${people}`),
      '2:49: "engin" is no alias here; did you mean "engine"?',
    ],
    [
      'of a repository that is there twice',
      gated(`${building}, repositories: [app, app], ${people}`),
      '2:54: "app" is there twice',
    ],
    [
      'of repositories that are published together',
      gated(`name: a, before: publishing, repositories: [app], ${people}`),
      '2:36: before publishing the whole train waits; leave repositories out, or say before: building',
    ],
    [
      'whose name nobody can type',
      gated(`name: 'a b', before: building, ${people}`),
      '2:13: "a b" must be at most 50 letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
    ],
    [
      'with the name of another',
      gated(`${building}, ${people}`, `${building}, ${people}`),
      '3:13: there is a gate "a" already',
    ],
    [
      'before what a cascade does not do',
      gated(`name: a, before: publishing, kinds: [cascade], ${people}`),
      '2:24: a cascade publishes nothing; name other kinds',
    ],
    [
      'before deployments of trains that deploy nothing',
      gated(`name: a, before: deploying, kinds: [nightly, cascade], ${people}`),
      '2:24: no nightly and no cascade deploys anything; name other kinds, or add them to on of a deploy',
    ],
    ['of no train', gated(`${building}, kinds: [], ${people}`), '2:41: "kinds" must not be empty'],
    [
      'before something else',
      gated(`name: a, before: publishin, ${people}`),
      '2:24: "before" must be one of building, publishing, deploying, but is "publishin"; did you mean "publishing"?',
    ],
    [
      'that expires before it may open',
      gated(`${building}, ${people}, wait: 7d, expires: 7d`),
      '2:90: it would expire (7d) before it may open (wait: 7d); make it longer',
    ],
    ['that never opens', gated(`${building}, ${people}, wait: 366d`), '2:77: 366d is too long: at most 365d'],
    [
      'that is open for years',
      gated(`${building}, ${people}, expires: 366d`),
      '2:80: 366d is too long: more than nothing, at most 365d',
    ],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test.each([
    ['publishing', '1:28: nothing is published here; add release.publish_in, or leave the gate out'],
    ['deploying', '1:28: no repository is deployed; add deploy to one, or leave the gate out'],
  ])('before %s is refused where nothing is done behind it', (before, expected) => {
    const text = `gates: [{ name: a, before: ${before}, ${people} }]\nchain: acme\nrepositories: { a: { repository: a/a } }`;
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('whose deployment is written wrongly is not blamed for it', () => {
    const text = gated(`name: a, before: deploying, ${people}`).replace('on: [release]', 'no: [release]');
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^7:42: unknown key "no"/)]);
  });

  test('may have everything that fits', () => {
    expect(
      problemsOf(
        gated(
          `${building}, repositories: [engine, app], ${people}, wait: 180d, expires: 365d, emergency: { approvers: [ann, eve], threshold: 2 }`,
          `name: b, before: publishing, ${people}`,
          `name: c, before: deploying, ${people}`,
        ),
      ),
    ).toEqual([]);
  });
});
