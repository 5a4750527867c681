import { expect, test } from 'vitest';
import { readActionsWorkflow } from '../../src/github/actions-workflow-yaml.ts';

const JOBS = 'jobs: { build: { runs-on: ubuntu-24.04 } }';

test('inputs are read with whether GitHub insists on them', () => {
  const text = `
on:
  workflow_dispatch:
    inputs:
      version: { required: true, type: string }
      platform: { required: true, default: linux }
      cascade:
${JOBS}`;
  expect(readActionsWorkflow(text)).toMatchObject({
    inputs: [
      { name: 'version', required: true },
      { name: 'platform', required: false },
      { name: 'cascade', required: false },
    ],
    eventTypes: null,
  });
});

test.for([
  { what: 'one name', on: 'on: workflow_dispatch' },
  { what: 'a list', on: 'on: [push, workflow_dispatch]' },
  { what: 'a map with nothing below', on: 'on: { workflow_dispatch: }' },
])('a trigger is seen where `on` is $what', ({ on }) => {
  expect(readActionsWorkflow(`${on}\n${JOBS}`)).toMatchObject({ inputs: [], eventTypes: null });
});

test('a repository_dispatch without types takes all, and one type needs no list', () => {
  expect(readActionsWorkflow(`on: repository_dispatch\n${JOBS}`)).toMatchObject({ eventTypes: 'any', inputs: null });
  const one = `on: { repository_dispatch: { types: build-chain } }\n${JOBS}`;
  expect(readActionsWorkflow(one)).toMatchObject({ eventTypes: ['build-chain'] });
});

test('labels are read wherever they stand, and left open where an expression decides', () => {
  const text = `
run-name: Build
on: workflow_dispatch
jobs:
  one: { runs-on: [self-hosted, linux] }
  two: { runs-on: { group: big, labels: gpu } }
  three: { runs-on: '\${{ matrix.os }}' }
  four: { uses: ./.github/workflows/other.yml }`;
  expect(readActionsWorkflow(text)).toMatchObject({
    runName: 'Build',
    jobs: [
      { id: 'one', labels: ['self-hosted', 'linux'] },
      { id: 'two', labels: ['gpu'] },
      { id: 'three', labels: null },
      { id: 'four', labels: null },
    ],
  });
});

test.for([
  { what: 'broken YAML', text: 'on: [' },
  { what: 'no map', text: 'hello' },
  { what: 'nothing', text: '' },
  { what: 'no jobs', text: 'on: push' },
  { what: 'inputs that are no map', text: `on: { workflow_dispatch: { inputs: [version] } }\n${JOBS}` },
])('$what is a problem in one line, never an exception', ({ text }) => {
  const read = readActionsWorkflow(text);
  expect('problem' in read && read.problem).toMatch(/^[^\n]+$/);
});
