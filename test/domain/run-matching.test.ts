import { expect, test } from 'vitest';
import { formatMarker } from '../../src/domain/marker.ts';
import { matchingRuns, type RunIdentity } from '../../src/domain/run-matching.ts';
import { listedRun } from '../support/actions-runs.ts';

const identity: RunIdentity = {
  marker: { train: 'acme/release/v1.4.0', alias: 'engine', attempt: 1, digest: '0a1b2c3d' },
  event: 'workflow_dispatch',
  workflow: 'build.yml',
  repository: 'acme/engine',
  actor: 'cascade-bot',
};

const title = `Build ${formatMarker(identity.marker)}`;
const ours = listedRun({ title });

test('the actions run that agrees in everything is found among others', () => {
  expect(matchingRuns([listedRun({ id: 1 }), ours, listedRun({ id: 9, title: '' })], identity)).toEqual([ours]);
});

test.each([
  ['comes from a fork', { headRepository: 'mallory/engine' }],
  ['was started by somebody else', { actor: 'mallory' }],
  ['belongs to another actions workflow', { workflow: 'ci.yml' }],
  ['was started by a push', { event: 'push' }],
  ['was started by the other sort of dispatch', { event: 'repository_dispatch' }],
  ['is of another attempt', { title: title.replace('#1', '#2') }],
  ['is of another repository', { title: title.replace('/engine#', '/node#') }],
  ['is of another train', { title: title.replace('v1.4.0', 'v1.4.1') }],
  ['is of an earlier execution of the train', { title: title.replace('0a1b2c3d', '0a1b2c3e') }],
  ['has no marker', { title: 'Build' }],
])('an actions run that %s is not ours', (_, differences) => {
  expect(matchingRuns([{ ...ours, ...differences }], identity)).toEqual([]);
});

test('names on GitHub are the same in upper and lower case', () => {
  const run = { ...ours, headRepository: 'Acme/Engine', actor: 'Cascade-Bot' };
  expect(matchingRuns([run], identity)).toEqual([run]);
});

test('an actions run at another commit is still ours: that the branch moved is judged apart', () => {
  const run = { ...ours, headCommit: 'b'.repeat(40) };
  expect(matchingRuns([run], identity)).toEqual([run]);
});

test('of several the earliest comes first, and of the same second the one with the smaller id', () => {
  const runs = [
    { ...ours, id: 30, createdAt: 2_000 },
    { ...ours, id: 20, createdAt: 1_000 },
    { ...ours, id: 10, createdAt: 2_000 },
  ];
  expect(matchingRuns(runs, identity).map(({ id }) => id)).toEqual([20, 10, 30]);
});
