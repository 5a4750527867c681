import { expect, test } from 'vitest';
import { readActionsSteps } from '../../src/github/actions-steps-yaml.ts';

test('steps of all jobs are read: actions with their inputs, and scripts wherever they stand', () => {
  const text = `
on: push
jobs:
  build:
    steps:
      - uses: actions/checkout@v5
        with: { fetch-depth: 0 }
      - run: make
  tell:
    steps:
      - uses: actions/github-script@v8
        with: { script: tell() }
  other: { uses: ./.github/workflows/other.yml }`;
  expect(readActionsSteps(text)).toEqual([
    { uses: 'actions/checkout@v5', inputs: { 'fetch-depth': '0' }, script: '\n' },
    { uses: '', inputs: {}, script: 'make\n' },
    { uses: 'actions/github-script@v8', inputs: { script: 'tell()' }, script: '\ntell()' },
  ]);
});

test.for(['', 'a: [', 'jobs: 7', 'jobs: { build: { steps: 7 } }'])(
  'what is no actions workflow has no steps: %s',
  (text) => {
    expect(readActionsSteps(text)).toEqual([]);
  },
);
