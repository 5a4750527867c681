import { expect, test } from 'vitest';
import { problemsOf } from './problems-of.ts';

function scheduled(...schedules: readonly string[]): string {
  return [
    'chain: acme',
    'parameters: { os: [linux] }',
    'repositories: { app: { repository: acme/app } }',
    'schedules:',
    ...schedules.map((schedule) => `  - { ${schedule} }`),
  ].join('\n');
}

const CASCADE = 'kind: cascade, changed: [app]';

test.each([
  ['a name that no id can hold', `name: every night, ${CASCADE}`, /5:\d+: "every night" must be at most 50/],
  ['a time said twice', `name: a, ${CASCADE}, at: "02:00", cron: 0 2 * * *`, /say either at or cron/],
  ['a time that is none', `name: a, ${CASCADE}, at: "26:00"`, /must be a time of the day/],
  ['a cron of three fields', `name: a, ${CASCADE}, cron: 0 2 *`, /"0 2 \*" must be minute, hour/],
  ['a zone that is none', `name: a, ${CASCADE}, time_zone: Vienna`, /"Vienna" is no time zone/],
  ['a nightly that nobody publishes', 'name: a', /5:\d+: no nightly is published here/],
  ['a cascade that begins nowhere', 'name: a, kind: cascade', /a cascade begins somewhere/],
  ['an alias that is none', 'name: a, kind: cascade, changed: [ap]', /"ap" is no alias here; did you mean/],
  ['a version of a cascade', `name: a, ${CASCADE}, version: v1`, /a cascade has no version/],
  ['a parameter that is none', `name: a, ${CASCADE}, parameters: { oss: [linux] }`, /there is no parameter "oss"/],
  ['a value that is none', `name: a, ${CASCADE}, parameters: { os: [beos] }`, /"beos" is none of linux/],
])('%s is told with its place', (_, schedule, expected) => {
  expect(problemsOf(scheduled(schedule))).toContainEqual(expect.stringMatching(expected));
});

test('two schedules of one name are told, and one that is in order is not', () => {
  const schedule = `name: a, ${CASCADE}`;
  expect(problemsOf(scheduled(schedule))).toEqual([]);
  expect(problemsOf(scheduled(schedule, schedule))).toEqual([
    expect.stringMatching(/6:\d+: two schedules are called "a"/),
  ]);
});
