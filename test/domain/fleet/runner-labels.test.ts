import { expect, test } from 'vitest';
import { isHosted } from '../../../src/domain/fleet/runner-labels.ts';

test.each([[['ubuntu-24.04']], [['ubuntu-latest']], [['windows-2025']], [['macos-15-large']], [['ubuntu-slim']]])(
  '%j is a machine of GitHub',
  (labels) => {
    expect(isHosted(labels)).toBe(true);
  },
);

test.each([
  [['self-hosted']],
  [['Self-Hosted', 'linux']],
  [['builds']],
  [['ubuntu-24.04', 'builds']],
  [['ubuntu-builds']],
  [['my-ubuntu-24.04']],
  [[]],
])('%j may be a machine of the organisation itself', (labels) => {
  expect(isHosted(labels)).toBe(false);
});
