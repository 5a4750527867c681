import { describe, expect, test } from 'vitest';
import { problemsOf } from './problems-of.ts';

/** A chain of two repositories with more lines above it. */
function acmeWith(...lines: readonly string[]): string {
  return [
    ...lines,
    'chain: acme',
    'repositories: { engine: { repository: acme/engine, runner: big }, app: { repository: acme/app } }',
  ].join('\n');
}

const dispatching = (dispatches: string) => acmeWith(`triggers: { dispatches: ${dispatches} }`);
const publishing = (line: string) => acmeWith('release: { publish_in: engine }', line);

describe('what starts trains', () => {
  test.each([
    [
      'an unknown repository whose tags start a release',
      publishing('triggers: { tags: [engine, ap] }'),
      '2:28: "ap" is no alias here; did you mean "app"?',
    ],
    ['one that starts twice', publishing('triggers: { releases: [app, app] }'), '2:29: "app" is there twice'],
    [
      'tags that start a release of a chain without one',
      acmeWith('triggers: { tags: [engine] }'),
      '1:13: nothing says where a release is published; add release.publish_in',
    ],
    [
      'a prerelease of a chain without releases',
      acmeWith('triggers: { after_cascade: prerelease }'),
      '1:13: nothing says where a release is published; add release.publish_in',
    ],
    [
      'something else than standard',
      dispatching('standrad'),
      '1:25: "dispatches" must be standard or a list, but is "standrad"',
    ],
    [
      'something else than standard in a list',
      dispatching('[standrad]'),
      '1:26: "dispatches[0]" must be standard or a map, but is "standrad"',
    ],
    [
      'an unknown key of a rule',
      dispatching('[{ evnt: go, event: go }]'),
      '1:28: unknown key "evnt"; did you mean "event"?',
    ],
    [
      'an event type over 100 characters',
      dispatching(`[{ event: ${'x'.repeat(101)} }]`),
      '1:35: "event" must be at most 100 characters long',
    ],
    [
      'an unknown placeholder in an event',
      dispatching("[{ event: 'build_{name}' }]"),
      '1:35: unknown placeholder {name}; known here: alias',
    ],
    [
      'another name of nobody',
      dispatching('[{ event: go, names: { motor: engin } }]'),
      '1:55: "engin" is no alias here; did you mean "engine"?',
    ],
    [
      'another name that is an alias',
      dispatching('[{ event: go, names: { app: engine } }]'),
      '1:48: "app" is an alias itself; leave the name out',
    ],
    ['two rules for one event', dispatching('[{ event: go }, { event: go }]'), '1:50: there is a rule for go already'],
    ['standard twice', dispatching('[standard, standard]'), '1:36: standard is there twice'],
    [
      'a rule behind the standard one of its event',
      dispatching('[standard, { event: build-chain }]'),
      '1:45: standard has a rule for build-chain already; write yours before it',
    ],
    [
      'a name that nobody reads',
      dispatching("[{ event: 'make_{alias}', builds: all }]"),
      '1:35: the event "make_{alias}" names a repository; say builds: named, or leave {alias} out',
    ],
    [
      'nobody who is named',
      dispatching('[{ event: go, builds: named, repository_fields: [] }]'),
      '1:47: neither event nor payload names a repository; put {alias} into event, or name repository_fields',
    ],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test.each([
    'standard',
    '[]',
    '[standard, { event: go, builds: all }]',
    '[{ event: build-chain, builds: all }, standard]',
    '[{ event: go, builds: named }]',
  ])('dispatches: %s is in order', (dispatches) => {
    expect(problemsOf(dispatching(dispatches))).toEqual([]);
  });
});

describe('what waits for what', () => {
  test.each([
    [
      'releases that merge',
      acmeWith('queue: { release: merge }'),
      '1:19: each release has a version of its own, so none can merge others; say queue or refuse',
    ],
    [
      'releases that supersede each other',
      acmeWith('queue: { release: supersede }'),
      '1:19: each release has a version of its own, so none can supersede others; say queue or refuse',
    ],
    [
      'nightlies that merge',
      acmeWith('queue: { nightly: merge }'),
      '1:19: a nightly builds the latest heads, so there is nothing to merge; say queue, supersede or refuse',
    ],
    [
      'an unknown policy',
      acmeWith('queue: { cascade: supercede }'),
      '1:19: "cascade" must be one of merge, queue, supersede, refuse, but is "supercede"; did you mean "supersede"?',
    ],
    ['no train at once', acmeWith('limits: { trains: 0 }'), '1:19: "trains" must be at least 1'],
    [
      'a limit of runners that nobody takes',
      acmeWith('limits: { runners: { bigg: 2 } }'),
      '1:22: no repository has the runner "bigg"; did you mean "big"?',
    ],
    [
      'a limit of runners like none that is taken',
      acmeWith('limits: { runners: { windows: 2 } }'),
      '1:22: no repository has the runner "windows"; name it by the key runner of those whose builds take it',
    ],
    ['years for a person', acmeWith('limits: { wait_for_person: 366d }'), '1:28: 366d is too long: at most 365d'],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });
});

describe('a push', () => {
  const pushing = (push: string) =>
    `chain: acme\nrepositories:\n  engine:\n    repository: acme/engine\n    on_push: { ${push} }`;

  test.each([
    [
      'jobs of no actions workflow',
      pushing('jobs: [test]'),
      '5:16: jobs is about the actions runs of a push, but none is waited for; add workflows',
    ],
    [
      'a second build where there is no first',
      pushing('builds_again: true'),
      '5:16: builds_again is about the actions runs of a push, but none is waited for; add workflows',
    ],
    [
      'a path from the root',
      pushing('paths: [a, /docs]'),
      '5:27: "/docs" fits no path: paths begin at the top of the repository without a slash, such as docs/**',
    ],
    [
      'a path from here',
      pushing('ignored_paths: [./docs]'),
      '5:32: "./docs" fits no path: paths begin at the top of the repository without a slash, such as docs/**',
    ],
    [
      'a path of Windows',
      pushing("content: ['docs\\a']"),
      '5:26: "docs\\a" fits no path: paths begin at the top of the repository without a slash, such as docs/**',
    ],
    [
      'a path for an actions workflow',
      pushing('workflows: [.github/workflows/ci.yml]'),
      '5:28: "workflows[0]" must be the name of a file in .github/workflows, such as build.yml, but is ".github/workflows/ci.yml"',
    ],
  ])('with %s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('may look at paths that begin with a dot', () => {
    expect(problemsOf(pushing("paths: ['.github/**', '..a', '**/*.md']"))).toEqual([]);
  });
});
