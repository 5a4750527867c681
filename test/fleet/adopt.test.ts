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
          cargo test --workspace \\
            --locked
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
    ['cargo test --workspace --locked', 'the check test'],
  ]);
});

test('it tells what is not covered, and where', () => {
  const open = adopt(HAND_WRITTEN).parts.filter(({ by }) => by === null);
  expect(open.map(({ where, what }) => [where, what])).toEqual([
    ['on', 'schedule'],
    ['job test', 'cargo test --all-features'],
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
    'job test puts an expression into a script; hand it over by env',
    'job test calls ./.github/workflows/prerelease.yml from a step; only a job can call an actions workflow',
    'job release takes acme/x/.github/workflows/release.yml@v1 by a name that can be moved; give the full commit hash, or @pinned for one that the fleet pins',
    'job release inherits all secrets; name those that it needs',
  ]);
});

test('what stands beside a known command in the same line is not called covered', () => {
  const text = 'jobs: { a: { steps: [{ run: "cargo test && ./deploy.sh" }] } }';
  expect(adopt(text).parts).toEqual([{ where: 'job a', what: 'cargo test && ./deploy.sh', by: null }]);
});

function open(text: string): readonly string[] {
  return adopt(text).parts.flatMap(({ what, by }) => (by === null ? [what] : []));
}

test.each([
  'cargo test --all-features',
  'cargo clippy --all-targets --features full',
  'cargo fmt',
  'cargo build --target wasm32-unknown-unknown',
  'rustup component add llvm-tools',
  'npm test -- --coverage',
  'npm install left-pad',
  'npm audit',
  'go test -race ./...',
  'go build -tags netgo ./...',
  'sha256sum -c SHA256SUMS',
])('a known command that does more than ours is not called covered: %s', (line) => {
  expect(open(JSON.stringify({ jobs: { a: { steps: [{ run: line }] } } }))).toEqual([line]);
});

test.each([
  'cargo clippy --workspace --all-targets -- -D warnings',
  'cargo fmt --all -- --check',
  'npm ci',
  'npm run test',
  'go vet ./...',
  'test -z "$(gofmt -l .)"',
  'sha256sum app.tar.gz > app.tar.gz.sha256',
])('a command that does no more than ours is covered: %s', (line) => {
  expect(open(JSON.stringify({ jobs: { a: { steps: [{ run: line }] } } }))).toEqual([]);
});

test('an action is covered with the settings that ours have, and every other one is told', () => {
  const text = `
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false, fetch-depth: 0, submodules: recursive, lfs: false }
      - { uses: dtolnay/rust-toolchain@v1, with: { toolchain: stable, components: 'clippy, rustfmt' } }
      - { uses: dtolnay/rust-toolchain@v1, with: { components: 'clippy, llvm-tools' } }
`;
  expect(open(text)).toEqual([
    'actions/checkout@v4 with fetch-depth',
    'actions/checkout@v4 with submodules',
    'dtolnay/rust-toolchain@v1 with components',
  ]);
});

test('filters of events, variables, matrices and other folders are told', () => {
  const text = `
on:
  push: { branches: [main], tags: ['v*'], paths: ['src/**'] }
  release: { types: [created] }
env: { CARGO_TERM_COLOR: always, RUSTFLAGS: -C target-cpu=native }
jobs:
  a:
    strategy: { matrix: { os: [ubuntu-latest, macos-latest] } }
    environment: production
    env: { TOKEN: x }
    steps:
      - { run: cargo test, env: { PROPTEST_CASES: '1000' } }
      - { run: npm test, working-directory: web }
`;
  expect(open(text)).toEqual([
    'push with tags',
    'push with paths',
    'release with types',
    'env RUSTFLAGS',
    'environment',
    'matrix of os',
    'env TOKEN',
    'env PROPTEST_CASES',
    'cargo test',
    'working-directory web',
    'npm test',
  ]);
});
