import { expect, test } from 'vitest';
import { adopt } from '../../src/fleet/adopt.ts';

/** As a repository wrote it by hand, with the mistakes that hand-written ones have. */
const HAND_WRITTEN = `
name: CI
on:
  push:
  pull_request:
  schedule: [{ cron: '0 2 * * *' }]
jobs:
  test:
    runs-on: self-hosted
    if: github.event.workflow_run.conclusion == 'success'
    steps:
      - uses: actions/checkout@v4
      - uses: BTCDecoded/rust-ci/runner-cargo-cache@main
      - run: |
          # The tests
          cargo test --all-features
          rm -rf ../blvm-protocol
      - run: echo "\${{ toJSON(github.event.client_payload) }}"
      - uses: ./.github/workflows/prerelease.yml
  release:
    needs: test
    uses: acme/x/.github/workflows/release.yml@v1
    secrets: inherit
`;

test('it tells what of a hand-written actions workflow is covered, and by what', () => {
  const covered = adopt(HAND_WRITTEN).parts.filter(({ by }) => by !== null);
  expect(covered.map(({ what, by }) => [what, by])).toEqual([
    ['push', 'ci.yml'],
    ['pull_request', 'ci.yml'],
    ['actions/checkout@v4', 'every generated job'],
    ['BTCDecoded/rust-ci/runner-cargo-cache@main', 'cache-restore and cache-save'],
    ['cargo test --all-features', 'the check test'],
  ]);
});

test('it tells what is not covered, and where', () => {
  const open = adopt(HAND_WRITTEN).parts.filter(({ by }) => by === null);
  expect(open.map(({ where, what }) => [where, what])).toEqual([
    ['on', 'schedule'],
    ['job test', 'rm -rf ../blvm-protocol'],
    ['job test', 'echo "${{ toJSON(github.event.client_payload) }}"'],
    ['job test', './.github/workflows/prerelease.yml'],
    ['job release', 'acme/x/.github/workflows/release.yml@v1'],
  ]);
});

test('it tells each mistake that generated files cannot have', () => {
  expect(adopt(HAND_WRITTEN).breaches).toEqual([
    'says no permissions, and so has all; say permissions: {}',
    'job test has no timeout-minutes: a job that hangs would hold its runner for six hours',
    'job test asks for github.event.workflow_run, which other events of this file do not have: it would be skipped then',
    'job test takes actions/checkout@v4 by a name that can be moved; give the full commit hash, or @pinned for one that the fleet pins',
    'job test checks out and leaves its token in the folder; say persist-credentials: false',
    'job test takes BTCDecoded/rust-ci/runner-cargo-cache@main by a name that can be moved; give the full commit hash, or @pinned for one that the fleet pins',
    'job test puts an expression of the event or an input into a script; hand it over by env',
    'job test calls ./.github/workflows/prerelease.yml from a step; only a job can call an actions workflow',
    'job release takes acme/x/.github/workflows/release.yml@v1 by a name that can be moved; give the full commit hash, or @pinned for one that the fleet pins',
    'job release inherits all secrets; name those that it needs',
  ]);
});

test('what stands beside a known command in the same line is not called covered', () => {
  const text = 'jobs: { a: { steps: [{ run: "cargo test && ./deploy.sh" }] } }';
  expect(adopt(text).parts).toEqual([{ where: 'job a', what: 'cargo test && ./deploy.sh', by: null }]);
});
