import { expect, test } from 'vitest';
import { chooseWorkflow } from '../../src/domain/choose-workflow.ts';

const [ci, build, off] = [
  { file: 'ci.yml', state: 'active' },
  { file: 'build.yml', state: 'active' },
  { file: 'off.yml', state: 'disabled_manually' },
];
const present = [ci, build, off];

test('of several candidates the first that is there is taken', () => {
  expect(chooseWorkflow(['build.yml', 'ci.yml'], present)).toBe(build);
  expect(chooseWorkflow(['release.yml', 'ci.yml'], present)).toBe(ci);
  expect(chooseWorkflow(['release.yml'], present)).toBeNull();
});

test('one that is switched off is passed over, unless there is no other', () => {
  expect(chooseWorkflow(['off.yml', 'ci.yml'], present)).toBe(ci);
  expect(chooseWorkflow(['off.yml', 'release.yml'], present)).toBe(off);
});
