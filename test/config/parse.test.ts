import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseChain } from '../../src/config/parse.ts';
import { chainOf } from './chain-of.ts';

const EVERY_PUSH = { workflows: [], jobs: [], buildsAgain: false, paths: [], ignoredPaths: [], content: [] };
const USUAL_QUEUE = {
  trains: 2,
  onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' },
  runners: {},
};

test('a chain that says only what it must is filled with the defaults', () => {
  expect(chainOf('chain: acme\nrepositories: { engine: { repository: acme/engine } }')).toEqual({
    name: 'acme',
    repositories: [
      {
        alias: 'engine',
        owner: 'acme',
        name: 'engine',
        kind: 'library',
        needs: [],
        notifies: [],
        releases: true,
        branch: null,
        build: {
          mode: 'build',
          runsIn: null,
          workflows: ['build.yml', 'ci.yml'],
          dispatch: { type: 'workflow_dispatch', inputs: {} },
          marker: 'shown',
          proof: null,
          requiredJobs: [],
          timeouts: { queue: 1_800_000, build: 7_200_000, approval: 604_800_000 },
          expectedDuration: 600_000,
          retry: {
            attempts: 2,
            backoff: 30_000,
            maximumBackoff: 600_000,
            on: ['cancelled', 'timed_out', 'startup_failure', 'stale', 'run_deleted'],
            how: 'new-attempt',
            budget: null,
          },
        },
        artifacts: [],
        images: [],
        runner: null,
        push: EVERY_PUSH,
        deploy: null,
      },
    ],
    triggers: { releases: [], tags: [], pushBranches: [], dispatches: [], afterCascade: 'none', cascadeRefs: 'heads' },
    release: null,
    parameters: [],
    limits: { builds: 4, blocked: 0 },
    queue: USUAL_QUEUE,
    gates: [],
    tells: { statuses: false, webhooks: [], issue: null },
    schedules: [],
    polling: { withoutWebhooks: 20_000, withWebhooks: 300_000 },
  });
});

test('a chain that says everything is taken at its word', () => {
  const chain = chainOf(`
chain: acme
poll: 1.5m
poll_with_webhooks: 10m
parameters: { os: [linux, windows] }
limits: { builds: 9, trains: 3, runners: { big: 2 }, wait_for_person: 1h }
queue: { cascade: supersede, release: refuse, nightly: queue }
triggers: { releases: [engine], tags: [engine], push_branches: [next], after_cascade: prerelease, cascade_refs: built }
gates: [{ name: board, before: publishing, kinds: [release], approvers: [ann], threshold: 1 }]
tells: { statuses: true, issue: app }
schedules:
  - { name: weekly, kind: cascade, changed: [app], cron: 0 3 * * 1, time_zone: Europe/Vienna, overlap: wait, catch_up: 2h, paused: true }
  - { name: nightly, parameters: { os: [linux] } }
release:
  publish_in: engine
  title: "Acme {version}"
  checks: { digests: warn, checksums: off, rebuilds: warn, extra: fail, expired: build-again }
  files: false
  packages: [{ of: all, format: zip, name: 'acme-{version}.zip' }]
  signing: { unsigned: refuse, people: { threshold: 1, keys: [keys/ann.asc, keys/bob.asc], within: 12h } }
  tags: { repositories: members, elsewhere: skip }
  notes: docs/notes.md
  versions: versions.toml
  rolling: nightly
  retention: { keep: 3, max_age: 36h, pins: [v1.0.0] }
  steps:
    - { repository: engine, workflow: publish.yml }
    - { repository: app, workflow: npm.yaml, inputs: { v: '{version}' }, marker: none, published: 'https://r.test/{version}', lag: 1m, timeout: 2m }
repositories:
  engine:
    repository: acme/the-engine
    kind: service
    notifies: [acme/website]
    branch: stable
    build:
      runs_in: acme/builder
      workflows: [one.yaml]
      dispatch: repository_dispatch
      event_type: build
      payload: { v: "{version}" }
      marker: taken
      proof: 'built-{sha}'
      required_jobs: [test]
      expected_duration: 90s
      timeouts: { queue: 1h, build: 1d, approval: 2d }
      retry: { attempts: 3, backoff: 500ms, maximum_backoff: 1s, on: [failure], how: rerun-failed-jobs, budget: 4h }
    artifacts:
      - a-{os}
      - { name: b, from: run, only: { os: [linux] }, rebuilt: '{artifact}-again' }
      - { name: '*.deb', from: release, tag: 'engine-{version}' }
      - { name: d.zip, archive: false }
      - { name: c, from: earlier }
    images: [{ name: ghcr.io/acme/engine, tag: '{version}', digest: 'digest-{alias}' }]
    runner: big
    on_push: { workflows: [ci.yml] }
    deploy: { on: [cascade] }
  app: { repository: acme/app, kind: docs }
`);
  const plain = { asIs: false, tag: null };
  expect(chain).toEqual({
    name: 'acme',
    repositories: [
      {
        alias: 'engine',
        owner: 'acme',
        name: 'the-engine',
        kind: 'service',
        needs: [],
        notifies: ['acme/website'],
        releases: true,
        branch: 'stable',
        build: {
          mode: 'build',
          runsIn: { owner: 'acme', name: 'builder' },
          workflows: ['one.yaml'],
          dispatch: { type: 'repository_dispatch', eventType: 'build', payload: { v: '{version}' } },
          marker: 'taken',
          proof: 'built-{sha}',
          requiredJobs: ['test'],
          timeouts: { queue: 3_600_000, build: 86_400_000, approval: 172_800_000 },
          expectedDuration: 90_000,
          retry: {
            attempts: 3,
            backoff: 500,
            maximumBackoff: 1000,
            on: ['failure'],
            how: 'rerun-failed-jobs',
            budget: 14_400_000,
          },
        },
        artifacts: [
          { source: 'actions-artifact', name: 'a-{os}', only: {}, rebuilt: null, ...plain },
          { source: 'actions-artifact', name: 'b', only: { os: ['linux'] }, rebuilt: '{artifact}-again', ...plain },
          { source: 'release-asset', name: '*.deb', only: {}, rebuilt: null, asIs: false, tag: 'engine-{version}' },
          { source: 'actions-artifact', name: 'd.zip', only: {}, rebuilt: null, asIs: true, tag: null },
          { source: 'earlier-release', name: 'c', only: {}, rebuilt: null, ...plain },
        ],
        images: [{ name: 'ghcr.io/acme/engine', tag: '{version}', digest: 'digest-{alias}' }],
        runner: 'big',
        push: { ...EVERY_PUSH, workflows: ['ci.yml'] },
        deploy: {
          kinds: ['cascade'],
          to: null,
          eventType: 'deploy',
          payload: { tag: '{version}', image: '{image}' },
          required: false,
          answer: null,
        },
      },
      {
        alias: 'app',
        owner: 'acme',
        name: 'app',
        kind: 'docs',
        needs: [],
        notifies: [],
        releases: true,
        branch: null,
        build: null,
        artifacts: [],
        images: [],
        runner: null,
        push: EVERY_PUSH,
        deploy: null,
      },
    ],
    triggers: {
      releases: ['engine'],
      tags: ['engine'],
      pushBranches: ['next'],
      dispatches: [],
      afterCascade: 'prerelease',
      cascadeRefs: 'built',
    },
    release: {
      owner: 'acme',
      name: 'the-engine',
      title: 'Acme {version}',
      checks: { digests: 'warn', checksums: 'off', rebuilds: 'warn', extra: 'fail', expired: 'build-again' },
      looseFiles: false,
      packages: [{ of: 'all', format: 'zip', name: 'acme-{version}.zip' }],
      signing: {
        unsigned: 'refuse',
        people: { threshold: 1, keys: ['keys/ann.asc', 'keys/bob.asc'], within: 43_200_000 },
      },
      tags: { repositories: 'members', elsewhere: 'skip' },
      notes: 'docs/notes.md',
      versions: 'versions.toml',
      steps: [
        {
          repository: 'engine',
          workflow: 'publish.yml',
          inputs: {},
          marker: 'shown',
          published: null,
          lag: 600_000,
          timeouts: { queue: 1_800_000, build: 3_600_000, approval: 604_800_000 },
        },
        {
          repository: 'app',
          workflow: 'npm.yaml',
          inputs: { v: '{version}' },
          marker: 'none',
          published: 'https://r.test/{version}',
          lag: 60_000,
          timeouts: { queue: 1_800_000, build: 120_000, approval: 604_800_000 },
        },
      ],
      rolling: 'nightly',
      retention: { keep: 3, maximumAgeDays: 1, pins: ['v1.0.0'] },
    },
    parameters: [{ name: 'os', values: ['linux', 'windows'] }],
    limits: { builds: 9, blocked: 3_600_000 },
    queue: {
      trains: 3,
      onArrival: { cascade: 'supersede', release: 'refuse', nightly: 'queue' },
      runners: { big: 2 },
    },
    gates: [
      {
        name: 'board',
        before: 'publishing',
        kinds: ['release'],
        repositories: null,
        approvers: [{ name: 'ann', key: null }],
        threshold: 1,
        wait: 0,
        expires: null,
        emergency: null,
      },
    ],
    tells: { statuses: true, webhooks: [], issue: { owner: 'acme', name: 'app' } },
    schedules: [
      {
        name: 'weekly',
        cron: '0 3 * * 1',
        timeZone: 'Europe/Vienna',
        overlap: 'wait',
        catchUp: 7_200_000,
        paused: true,
        start: { kind: 'cascade', input: { chain: 'acme', changed: ['app'] } },
      },
      {
        name: 'nightly',
        cron: '0 2 * * *',
        timeZone: 'UTC',
        overlap: 'skip',
        catchUp: 3_600_000,
        paused: false,
        start: { kind: 'nightly', input: { chain: 'acme', parameters: { os: ['linux'] } } },
      },
    ],
    polling: { withoutWebhooks: 90_000, withWebhooks: 600_000 },
  });
});

test('the defaults of a chain are merged into each build, map by map', () => {
  const { repositories } = chainOf(`
chain: acme
defaults:
  build: { workflows: [all.yml], inputs: { a: "1", b: "2" }, timeouts: { queue: 1m }, payload: { c: "3" } }
  artifacts: ['{alias}.zip']
repositories:
  plain: { repository: acme/plain }
  own: { repository: acme/own, build: { inputs: { b: "4" }, timeouts: { build: 3m } }, artifacts: [own.zip] }
  told: { repository: acme/told, build: { dispatch: repository_dispatch, event_type: go } }
  checked: { repository: acme/checked, build: { mode: verify } }
  unbuilt: { repository: acme/unbuilt, build: false }
  words: { repository: acme/words, kind: docs }
`);
  expect(
    repositories.map(({ alias, build, artifacts }) => [alias, build?.dispatch, artifacts.map(({ name }) => name)]),
  ).toEqual([
    ['plain', { type: 'workflow_dispatch', inputs: { a: '1', b: '2' } }, ['{alias}.zip']],
    ['own', { type: 'workflow_dispatch', inputs: { a: '1', b: '4' } }, ['own.zip']],
    ['told', { type: 'repository_dispatch', eventType: 'go', payload: { c: '3' } }, ['{alias}.zip']],
    ['checked', { type: 'workflow_dispatch', inputs: { a: '1', b: '2' } }, []],
    ['unbuilt', undefined, []],
    ['words', undefined, []],
  ]);
  expect(repositories[1]?.build?.workflows).toEqual(['all.yml']);
  expect(repositories[1]?.build?.timeouts).toEqual({ queue: 60_000, build: 180_000, approval: 604_800_000 });
});

test.each([
  ['poll: 1s', { withoutWebhooks: 1000, withWebhooks: 300_000 }],
  ['poll: 10m', { withoutWebhooks: 600_000, withWebhooks: 600_000 }],
  ['poll_with_webhooks: 20s', { withoutWebhooks: 20_000, withWebhooks: 20_000 }],
])('%s never makes Cascade look more often with webhooks than without', (line, polling) => {
  expect(chainOf(`chain: acme\n${line}\nrepositories: { engine: { repository: acme/engine } }`).polling).toEqual(
    polling,
  );
});

test('a release may be published outside of the chain, and is strict unless told otherwise', () => {
  const chain = chainOf(
    'chain: acme\nrelease: { publish_in: acme/bundle }\nrepositories: { engine: { repository: acme/engine } }',
  );
  expect(chain.release).toEqual({
    owner: 'acme',
    name: 'bundle',
    title: '{chain} {version}',
    checks: { digests: 'fail', checksums: 'fail', rebuilds: 'fail', extra: 'warn', expired: 'stop' },
    looseFiles: true,
    packages: [],
    signing: { unsigned: 'warn', people: null },
    tags: { repositories: 'none', elsewhere: 'stop' },
    notes: null,
    versions: null,
    steps: [],
    rolling: null,
    retention: { keep: 14, maximumAgeDays: null, pins: [] },
  });
});

test('people have a week to sign a release unless told otherwise, and what is said in part leaves the rest', () => {
  const chain = chainOf(`
chain: acme
release:
  publish_in: engine
  checks: { extra: off }
  signing: { people: { threshold: 1, keys: [ann.asc] } }
  tags: { repositories: members }
repositories: { engine: { repository: acme/engine } }
`);
  expect(chain.release).toMatchObject({
    checks: { digests: 'fail', checksums: 'fail', rebuilds: 'fail', extra: 'off' },
    signing: { unsigned: 'warn', people: { threshold: 1, keys: ['ann.asc'], within: 604_800_000 } },
    tags: { repositories: 'members', elsewhere: 'stop' },
  });
});

/** Values that a hand may type under any key, in the shapes that the file knows and in others. */
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      1.5,
      '',
      'a',
      'acme/engine',
      '5m',
      'docs',
      '{version}',
      '{constructor}',
      'publish',
    ),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          ...[
            'chain',
            'repositories',
            'repository',
            'needs',
            'build',
            'artifacts',
            'name',
            'only',
            'release',
            'publish_in',
            'packages',
            'signing',
            'people',
            'rebuilt',
            'from',
            'dispatches',
            'gates',
            'approvers',
            'emergency',
            'deploy',
            'payload',
            'on_push',
            'tells',
            'schedules',
            'webhooks',
            'limits',
            'runners',
          ],
          ...[
            'parameters',
            'defaults',
            'payload',
            'inputs',
            'dispatch',
            'retry',
            'a',
            '__proto__',
            'constructor',
            'toString',
          ],
        ),
        fc.string(),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
}));

test('whatever is in the file, the answer is a chain or problems with a place in it', () => {
  const file = fc.oneof(
    anything.map((data) => stringify(data)),
    fc
      .record(
        {
          chain: fc.constant('acme'),
          repositories: fc.dictionary(fc.string(), anything),
          defaults: anything,
          parameters: anything,
          release: anything,
          triggers: anything,
          gates: anything,
          tells: anything,
          schedules: anything,
        },
        { requiredKeys: ['chain', 'repositories'] },
      )
      .map((data) => stringify(data)),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        ':',
        ' ',
        '\n',
        '[',
        ']',
        '{',
        '}',
        '&a',
        '*a',
        '<<',
        '-',
        '!',
        '|',
        '"',
        '#',
        ',',
        '---',
      ),
    }),
  );
  fc.assert(
    fc.property(file, (text) => {
      const parsed = parseChain(text, 'cascade.yml');
      const lines = text.split(/\r\n|\r|\n/).length;
      return (
        parsed.ok ||
        (parsed.problems.length > 0 &&
          parsed.problems.every(({ line, column }) => line >= 1 && line <= lines && column >= 1))
      );
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['brackets without end', '['.repeat(20_000)],
  [
    'an alias that repeats itself',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index] ?? ''},`.repeat(9)}]`)
      .join('\n')}`,
  ],
  [
    'a value with the name of a method',
    'chain: { toString: 1, valueOf: 2 }\nrepositories: { constructor: { repository: a/b, kind: { toString: 1 } } }',
  ],
])('%s is refused, not thrown', (_, text) => {
  const parsed = parseChain(text, 'cascade.yml');
  expect(parsed.ok).toBe(false);
});

test('a parameter may have the name of something that every object has', () => {
  const chain = chainOf(`
chain: acme
parameters: { constructor: [a, b] }
repositories: { engine: { repository: acme/engine, artifacts: ['{constructor}.zip'] } }
`);
  expect(chain.parameters).toEqual([{ name: 'constructor', values: ['a', 'b'] }]);
});

test('a chain of 2,000 repositories in a line is read', () => {
  const entries = Array.from(
    { length: 2000 },
    (_, index) => `  r${index}: { repository: a/r${index}${index > 0 ? `, needs: [r${index - 1}]` : ''} }`,
  );
  expect(chainOf(`chain: acme\nrepositories:\n${entries.join('\n')}`).repositories).toHaveLength(2000);
});
