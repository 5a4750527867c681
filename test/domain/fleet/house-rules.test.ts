import { expect, test } from 'vitest';
import { breachesOf } from '../../../src/domain/fleet/house-rules.ts';

const HASH = 'a'.repeat(40);

/** What is wrong with a job of one step, besides nothing. */
function wrongStep(step: object): readonly string[] {
  const jobs = { a: { 'runs-on': 'ubuntu-24.04', 'timeout-minutes': 5, steps: [step] } };
  return breachesOf({ on: 'push', permissions: {}, jobs }).map(({ message }) => message);
}

test.each([
  ['${{ github.event.pull_request.title }}'],
  ["${{ github['event'].issue.title }}"],
  ["${{ inputs['name'] }}"],
  ['${{ github.ref_name }}'],
  ["${{ format('{0}', github.head_ref) }}"],
  ['${{ matrix.check }}'],
])('%s is put into no script', (expression) => {
  const said = ['puts an expression into a script; hand it over by env'];
  expect(wrongStep({ run: `echo ${expression}` })).toEqual(said);
  expect(wrongStep({ uses: `actions/github-script@${HASH}`, with: { script: `log('${expression}')` } })).toEqual(said);
});

test('an expression that is handed over by env, or to another input, is in order', () => {
  expect(wrongStep({ run: 'echo "$TITLE"', env: { TITLE: '${{ github.event.issue.title }}' } })).toEqual([]);
  expect(wrongStep({ uses: `acme/build@${HASH}`, with: { name: '${{ inputs.name }}' } })).toEqual([]);
});

test.each(['write-all', 'read-all'])('%s is no choice of permissions, in the file or in a job', (permissions) => {
  const job = { 'runs-on': 'ubuntu-24.04', 'timeout-minutes': 5, permissions, steps: [] };
  const said = `says permissions: ${permissions}; name those that it needs`;
  expect(breachesOf({ on: 'push', permissions, jobs: { a: job } })).toEqual([
    { job: null, message: said },
    { job: 'a', message: said },
  ]);
});

test('an action that is still to be pinned is one by a name that can be moved', () => {
  expect(wrongStep({ uses: 'acme/build@pinned' })).toEqual([
    expect.stringContaining('takes acme/build@pinned by a name that can be moved'),
  ]);
});

test('a checkout leaves its token, in whichever case its name is written', () => {
  expect(wrongStep({ uses: `Actions/Checkout@${HASH}` })).toEqual([
    expect.stringContaining('persist-credentials: false'),
  ]);
});
