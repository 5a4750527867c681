import { describe, expect, test } from 'vitest';
import { parseChain } from '../../src/config/parse.ts';
import { formatProblem } from '../../src/config/problem.ts';

/** What is said about a text, one line for each problem. */
function problemsOf(text: string): readonly string[] {
  const parsed = parseChain(text, 'cascade.yml');
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

/** A chain of one repository with more lines under it. */
function engineWith(...lines: readonly string[]): string {
  return [
    'chain: acme',
    'repositories:',
    '  engine:',
    '    repository: acme/engine',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');
}

/** A chain of one repository with more lines above it. */
function acmeWith(...lines: readonly string[]): string {
  return [...lines, 'chain: acme', 'repositories: { engine: { repository: acme/engine } }'].join('\n');
}

describe('YAML', () => {
  test.each([
    ['an empty file', '', ['1:1: the file must be a map, but is empty']],
    [
      'broken YAML',
      'chain: [acme',
      ['1:13: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['two documents', 'chain: a\n---\nchain: b', ['2:1: there is a second document; a file holds one chain']],
    [
      'an alias used twice',
      'chain: acme\nrepositories:\n  engine: { repository: acme/engine }\n  engine: { repository: acme/other }',
      ['4:3: the alias "engine" is there twice, first in line 3'],
    ],
    [
      'a key used twice',
      engineWith('branch: a', 'branch: b'),
      ['6:5: the key "branch" is there twice, first in line 5'],
    ],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected.map((line) => `cascade.yml:${line}`));
  });
});

describe('the shape', () => {
  test.each([
    ['an unknown key', engineWith('neds: []'), '5:5: unknown key "neds"; did you mean "needs"?'],
    [
      'an unknown key like no other',
      acmeWith('limits: { zzzzzzzzz: 1 }'),
      '1:11: unknown key "zzzzzzzzz"; known here: builds, trains, runners, wait_for_person',
    ],
    [
      'an unknown key of an artifact',
      engineWith('artifacts:', '  - name: a', '    onyl: {}'),
      '7:9: unknown key "onyl"; did you mean "only"?',
    ],
    ['a missing key', 'chain: acme\nrepositories:\n  engine:\n    kind: docs', '3:3: "repository" is missing'],
    [
      'a repository with nothing under it',
      'chain: acme\nrepositories:\n  engine:',
      '3:3: "engine" must be a map, but is empty',
    ],
    ['a list in place of a map', 'chain: acme\nrepositories: []', '2:15: "repositories" must be a map, but is a list'],
    [
      'an unknown kind',
      engineWith('kind: libary'),
      '5:11: "kind" must be one of docs, library, binary, service, but is "libary"; did you mean "library"?',
    ],
    [
      'a full name without owner',
      'chain: acme\nrepositories: { engine: { repository: engine } }',
      '2:39: "repository" must be owner/name, such as acme/engine, but is "engine"',
    ],
    [
      'a wrong duration',
      acmeWith('poll: 5 minutes'),
      '1:7: "poll" must be a duration such as 30s, 5m or 2h, but is "5 minutes"',
    ],
    ['a limit of nothing', acmeWith('limits: { builds: 0 }'), '1:19: "builds" must be at least 1'],
    ['half a build at once', acmeWith('limits: { builds: 1.5 }'), '1:19: "builds" must be a whole number, but is 1.5'],
    ['too many attempts', engineWith('build: { retry: { attempts: 21 } }'), '5:33: "attempts" must be at most 20'],
    [
      'a number for text',
      acmeWith('parameters: { level: [a, 2] }'),
      '1:26: "level[1]" must be text, but is 2; put it in quotes',
    ],
    [
      'a key that is no longer known',
      acmeWith('webhooks: true'),
      '1:1: unknown key "webhooks"; leave it out: Cascade finds out by itself whether webhooks arrive; "poll" is the time between two looks until then, "poll_with_webhooks" from then on',
    ],
    [
      'a key that was known, but elsewhere',
      engineWith('webhooks: true'),
      '5:5: unknown key "webhooks"; known here: repository, kind, needs, notifies, releases, branch, build, artifacts, images, runner, on_push, deploy, fleet',
    ],
    [
      'an unknown kind of marker',
      engineWith('build: { marker: show }'),
      '5:22: "marker" must be one of shown, taken, none, but is "show"; did you mean "shown"?',
    ],
    ['no candidates', engineWith('build: { workflows: [] }'), '5:25: "workflows" must not be empty'],
    [
      'a path for a file name',
      engineWith('build: { workflows: [.github/workflows/a.yml] }'),
      '5:26: "workflows[0]" must be the name of a file in .github/workflows, such as build.yml, but is ".github/workflows/a.yml"',
    ],
    [
      'an unknown outcome',
      engineWith('build: { retry: { on: [canceled] } }'),
      '5:28: "on[0]" must be one of failure, cancelled, timed_out, startup_failure, stale, queue_timeout, build_timeout, jobs_not_successful, artifacts_missing, branch_moved, run_deleted, dispatch_lost, dispatch_refused, github_unreachable, but is "canceled"; did you mean "cancelled"?',
    ],
    ['text for a build', engineWith('build: ci.yml'), '5:12: "build" must be false or a map, but is "ci.yml"'],
    [
      'an event type over 100 characters',
      engineWith(`build: { event_type: ${'x'.repeat(101)} }`),
      '5:26: "event_type" must be at most 100 characters long',
    ],
    [
      'a part that is a repeated anchor',
      engineWith('needs: &a []', 'notifies: *a', 'artifacts: [{ name: 1 }]'),
      '7:25: "name" must be text, but is 1; put it in quotes',
    ],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([`cascade.yml:${expected}`]);
  });
});

describe('the rules', () => {
  test.each([
    [
      'a chain name with a slash',
      'chain: a/b\nrepositories: { a: { repository: a/a } }',
      "1:8: the chain's name must be at most 40 letters, digits, dots, hyphens and underscores, beginning with a letter or digit",
    ],
    [
      'an alias over 50 characters',
      `chain: acme\nrepositories: { ${'a'.repeat(51)}: { repository: a/a } }`,
      '2:17: an alias must be at most 50 letters, digits, dots, hyphens and underscores, beginning with a letter or digit',
    ],
    [
      'the reserved alias',
      'chain: acme\nrepositories: { publish: { repository: a/a } }',
      '2:17: no repository can have the alias "publish": publish, follow-up, queue, publish-..., deploy-... and telling-... are workflows of the train itself',
    ],
    [
      'the alias of a publish step',
      'chain: acme\nrepositories: { publish-app: { repository: a/a } }',
      '2:17: no repository can have the alias "publish-app": publish, follow-up, queue, publish-..., deploy-... and telling-... are workflows of the train itself',
    ],
    [
      'a chain without repositories',
      'chain: acme\nrepositories: {}',
      '2:1: a chain has 1 to 2000 repositories; this one has 0',
    ],
    ['a need that is nobody', engineWith('needs: [engnie2]'), '5:13: engine needs "engnie2", which is no alias here'],
    [
      'a need that is nearly somebody',
      `${engineWith('needs: [hanbook]')}\n  handbook: { repository: a/b }`,
      '5:13: engine needs "hanbook", which is no alias here; did you mean "handbook"?',
    ],
    ['a need of itself', engineWith('needs: [engine]'), '5:13: engine cannot need itself'],
    ['a need named twice', `${engineWith('needs: [a, a]')}\n  a: { repository: a/a }`, '5:16: engine needs a twice'],
    [
      'a cycle of two',
      `${engineWith('needs: [app]')}\n  app: { repository: a/app, needs: [engine] }`,
      '5:13: a cycle: engine needs app, app needs engine',
    ],
    [
      'a cycle of three',
      'chain: acme\nrepositories:\n  a: { repository: a/a, needs: [c] }\n  b: { repository: a/b, needs: [a] }\n  c: { repository: a/c, needs: [b] }',
      '3:33: a cycle: a needs c, c needs b, b needs a',
    ],
    [
      'somebody unknown who is notified',
      engineWith('notifies: [websit]'),
      '5:16: engine notifies "websit", which is neither an alias here nor owner/name',
    ],
    ['one who notifies itself', engineWith('notifies: [engine]'), '5:16: engine cannot notify itself'],
    [
      'an unknown trigger',
      acmeWith('release: { publish_in: engine }', 'triggers: { releases: [engin] }'),
      '2:24: "engin" is no alias here; did you mean "engine"?',
    ],
    [
      'a release trigger without a release',
      acmeWith('triggers: { releases: [engine] }'),
      '1:13: nothing says where a release is published; add release.publish_in',
    ],
    [
      'an unknown place of the release',
      acmeWith('release: { publish_in: engin }'),
      '1:24: publish_in is "engin", which is neither an alias here nor owner/name; did you mean "engine"?',
    ],
    [
      'a parameter that is no placeholder',
      acmeWith('parameters: { Platform: [a] }'),
      '1:15: a parameter is named by lower-case letters, digits and underscores, beginning with a letter',
    ],
    [
      'a parameter with a taken name',
      acmeWith('parameters: { version: [a] }'),
      '1:15: every build has a placeholder {version} already; name the parameter otherwise',
    ],
    [
      'a parameter value with a comma',
      acmeWith('parameters: { os: ["a,b"] }'),
      '1:20: "a,b" must be letters, digits, dots, hyphens and underscores',
    ],
    ['a parameter value named twice', acmeWith('parameters: { os: [a, a] }'), '1:23: "a" is there twice'],
    [
      'an unknown placeholder in an input',
      engineWith('build: { inputs: { v: "{Version}" } }'),
      '5:27: unknown placeholder {Version}; did you mean "version"?',
    ],
    [
      'an unknown placeholder in an artifact',
      engineWith('artifacts: ["a-{platform}.zip"]'),
      '5:17: unknown placeholder {platform}; known here: chain, alias, name, version, version_number, ref, sha, source, source_ref, source_sha, kind',
    ],
    [
      'a placeholder of a build in the title',
      acmeWith('release: { publish_in: engine, title: "{sha}" }'),
      '1:39: unknown placeholder {sha}; known here: chain, version, train',
    ],
    [
      'our own field',
      engineWith('build: { inputs: { cascade: x } }'),
      '5:24: Cascade adds the field "cascade" itself; leave it out, or say marker: none where the field means something else',
    ],
    [
      'our own field in the defaults of many',
      `defaults: { build: { payload: { cascade: x }, dispatch: repository_dispatch, event_type: e } }\n${engineWith()}\n  app: { repository: a/app }`,
      '1:33: Cascade adds the field "cascade" itself; leave it out, or say marker: none where the field means something else',
    ],
    [
      'a payload of ten fields beside ours',
      engineWith(`build: { dispatch: repository_dispatch, event_type: e, payload: { ${fields(10)} } }`),
      '5:60: 11 fields with our own "cascade"; GitHub takes at most 10 in a repository_dispatch',
    ],
    [
      '25 inputs beside ours',
      engineWith(`build: { inputs: { ${fields(25)} } }`),
      '5:14: 26 fields with our own "cascade"; GitHub takes at most 25 in a workflow_dispatch',
    ],
    [
      '26 inputs where ours is not sent',
      engineWith(`build: { marker: none, inputs: { ${fields(26)} } }`),
      '5:28: 26 fields; GitHub takes at most 25 in a workflow_dispatch',
    ],
    [
      'a proof without the commit',
      engineWith('build: { proof: "built-{version}" }'),
      '5:21: "built-{version}" proves no commit; put {sha} into it',
    ],
    [
      'a proof that no artifact can be called',
      engineWith('build: { proof: "built/{sha}" }'),
      '5:21: "built/{sha}" cannot be the name of an artifact: GitHub takes none of " : < > | * ? \\ /',
    ],
    [
      'a parameter in a proof',
      `parameters: { os: [linux] }\n${engineWith('build: { proof: "{sha}-{os}" }')}`,
      '6:21: unknown placeholder {os}; known here: chain, alias, name, version, version_number, ref, sha, source, source_ref, source_sha, kind',
    ],
    [
      'a repository_dispatch without event',
      engineWith('build: { dispatch: repository_dispatch }'),
      '5:5: a repository_dispatch must say its event_type',
    ],
    [
      'a payload of a workflow_dispatch',
      engineWith('build: { payload: { a: b } }'),
      '5:14: payload belongs to a repository_dispatch, which this build is not; use inputs, or set dispatch: repository_dispatch',
    ],
    [
      'inputs of a repository_dispatch',
      engineWith('build: { dispatch: repository_dispatch, event_type: e, inputs: { a: b } }'),
      '5:60: inputs belongs to a workflow_dispatch, which this build is not; use payload, or set dispatch: workflow_dispatch',
    ],
    [
      'a time-out of nothing',
      engineWith('build: { timeouts: { queue: 0s } }'),
      '5:33: 0s is too short: more than nothing, at most 365d',
    ],
    [
      'a time-out of years',
      engineWith('build: { timeouts: { build: 366d } }'),
      '5:33: 366d is too long: more than nothing, at most 365d',
    ],
    [
      'an approval awaited for years',
      engineWith('build: { timeouts: { approval: 400d } }'),
      '5:36: 400d is too long: more than nothing, at most 365d',
    ],
    ['a poll of nothing', acmeWith('poll: 0s'), '1:7: 0s is too short: more than nothing, at most 365d'],
    [
      'a poll that webhooks make quicker',
      acmeWith('poll: 1m', 'poll_with_webhooks: 30s'),
      '2:21: with webhooks Cascade would look more often (30s) than without (poll: 1m); make it at least as long',
    ],
    [
      'a poll with webhooks that is quicker than the usual one',
      acmeWith('poll_with_webhooks: 10s'),
      '1:21: with webhooks Cascade would look more often (10s) than without (poll: 20s); make it at least as long',
    ],
    [
      'a longest wait under the first',
      engineWith('build: { retry: { backoff: 5m, maximum_backoff: 1m } }'),
      '5:53: the longest wait (1m) is shorter than the first (5m)',
    ],
    [
      'attempts after no outcome',
      engineWith('build: { retry: { attempts: 3, on: [] } }'),
      '5:40: 3 attempts, but after no outcome; name outcomes in "on", or set attempts to 1',
    ],
    [
      'a budget under the first wait',
      engineWith('build: { retry: { backoff: 5m, budget: 1m } }'),
      '5:44: the budget (1m) is shorter than the first wait (5m)',
    ],
    [
      'a budget of years',
      engineWith('build: { retry: { budget: 366d } }'),
      '5:31: 366d is too long: more than nothing, at most 365d',
    ],
    [
      'failed jobs to run again after no failure',
      engineWith('build: { retry: { how: rerun-failed-jobs } }'),
      '5:28: failed jobs are to run again, but "on" lacks failure; add it, or set how to new-attempt',
    ],
    [
      'documents with a build',
      engineWith('kind: docs', 'build: { workflows: [a.yml] }'),
      '6:5: engine is of kind docs, where nothing is built; leave build out, or give it another kind',
    ],
    [
      'documents with artifacts',
      engineWith('kind: docs', 'artifacts: [a.zip]'),
      '6:5: engine is of kind docs, so no actions run yields its artifacts; leave them out, or say from: release',
    ],
    [
      'artifacts of what is verified',
      engineWith('build: { mode: verify }', 'artifacts: [a.zip]'),
      '6:5: engine is only verified, so no actions run yields its artifacts; leave them out, or say from: release',
    ],
    [
      'artifacts of what is not built',
      engineWith('build: false', 'artifacts: [a.zip]'),
      '6:5: engine is not built, so no actions run yields its artifacts; leave them out, or say from: release',
    ],
    [
      'an artifact that GitHub would rename',
      engineWith('artifacts: ["a b.zip"]'),
      '5:17: "a b.zip" must be letters, digits, dots, hyphens, underscores and {placeholders}: GitHub would rename the file',
    ],
    [
      'an artifact in the place of the checksums',
      engineWith('artifacts: [SHA256SUMS]'),
      '5:17: SHA256SUMS is made by Cascade; name the artifact otherwise',
    ],
    [
      'two artifacts of one name',
      engineWith('artifacts: ["{alias}.zip", engine.zip]'),
      '5:32: engine yields "engine.zip", which is also the name of another of its artifacts',
    ],
    [
      'two repositories with one artifact',
      `${engineWith('artifacts: [a.zip]')}\n  app: { repository: a/app, artifacts: [{ name: a.zip }] }`,
      '6:41: app yields "a.zip", which is also the name of an artifact of engine',
    ],
    [
      'an unknown parameter in only',
      engineWith('artifacts: [{ name: a, only: { platform: [x] } }]'),
      '5:36: unknown parameter "platform"',
    ],
    [
      'an unknown value in only',
      `parameters: { os: [linux] }\n${engineWith('artifacts: [{ name: a, only: { os: [linus] } }]')}`,
      '6:41: "linus" is no value of os; did you mean "linux"?',
    ],
    [
      'an artifact of too many names',
      `parameters: { n: [${numbers(40)}], m: [${numbers(40)}] }\n${engineWith('artifacts: ["{n}{m}"]')}`,
      '6:17: "{n}{m}" stands for 1600 names; a release on GitHub holds at most 1000 files',
    ],
  ])('%s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([`cascade.yml:${expected}`]);
  });

  test('two repositories may yield the same where one is in no release', () => {
    const text = `${engineWith('artifacts: [a.zip]')}\n  app: { repository: a/app, releases: false, artifacts: [a.zip] }`;
    expect(problemsOf(text)).toEqual([]);
  });

  test.each([
    ['our field is free for other use where no marker is sent', 'build: { marker: none, inputs: { cascade: x } }'],
    ["without a marker GitHub's limit is theirs alone", `build: { marker: none, inputs: { ${fields(25)} } }`],
    ['what is only verified may prove its commit', 'build: { mode: verify, proof: "{sha}" }'],
    ['failed jobs may run again after a failure', 'build: { retry: { how: rerun-failed-jobs, on: [failure] } }'],
    ['a single attempt may say how others would be made', 'build: { retry: { attempts: 1, how: rerun-failed-jobs } }'],
  ])('%s', (_, line) => {
    expect(problemsOf(engineWith(line))).toEqual([]);
  });

  test('our own field is told in the defaults where a repository takes it from there and is sent a marker', () => {
    const text = [
      'chain: acme',
      'defaults: { build: { marker: none, inputs: { cascade: x } } }',
      'repositories:',
      '  engine: { repository: acme/engine }',
      '  app: { repository: acme/app, build: { marker: shown } }',
    ];
    expect(problemsOf(text.join('\n'))).toEqual([expect.stringContaining('2:46: Cascade adds the field "cascade"')]);
    expect(problemsOf(text.slice(0, -1).join('\n'))).toEqual([]);
  });

  test('one owner/name may be the repository of two aliases', () => {
    expect(problemsOf(`${engineWith()}\n  other: { repository: acme/engine }`)).toEqual([]);
  });

  test('several cycles are all told', () => {
    const text = [
      'chain: acme',
      'repositories:',
      '  a: { repository: a/a, needs: [b] }',
      '  b: { repository: a/b, needs: [a] }',
      '  c: { repository: a/c, needs: [d] }',
      '  d: { repository: a/d, needs: [c] }',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      'cascade.yml:3:33: a cycle: a needs b, b needs a',
      'cascade.yml:5:33: a cycle: c needs d, d needs c',
    ]);
  });
});

test('problems of the text, the shape and the rules are told together, in the order of the file', () => {
  const text = [
    'chain: acme',
    'limit: { builds: 2 }',
    'release: { publish_in: appp }',
    'repositories:',
    '  engine: { repository: acme/engine, needs: [app], kind: libary }',
    '  app:',
    '    repository: acme/app',
    '    needs: [engine, engin]',
    '    build: { timeouts: { queue: soon } }',
    '    needs: [engine, engin]',
  ].join('\n');
  expect(problemsOf(text)).toEqual([
    'cascade.yml:2:1: unknown key "limit"; did you mean "limits"?',
    'cascade.yml:3:24: publish_in is "appp", which is neither an alias here nor owner/name; did you mean "app"?',
    'cascade.yml:5:46: a cycle: engine needs app, app needs engine',
    'cascade.yml:5:58: "kind" must be one of docs, library, binary, service, but is "libary"; did you mean "library"?',
    'cascade.yml:9:33: "queue" must be a duration such as 30s, 5m or 2h, but is "soon"',
    'cascade.yml:10:5: the key "needs" is there twice, first in line 8',
    'cascade.yml:10:21: app needs "engin", which is no alias here; did you mean "engine"?',
  ]);
});

function fields(count: number): string {
  return Array.from({ length: count }, (_, index) => `f${index}: x`).join(', ');
}

function numbers(count: number): string {
  return Array.from({ length: count }, (_, index) => `n${index}`).join(', ');
}
