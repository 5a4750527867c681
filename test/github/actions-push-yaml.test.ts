import { expect, test } from 'vitest';
import { ANYTHING, NOTHING } from '../../src/domain/push-trigger.ts';
import { readPushTrigger } from '../../src/github/actions-push-yaml.ts';

test.for(['on: push', 'on: [push, pull_request]', 'on: { push: }', 'on: { push: {} }'])(
  'without filters any push starts it: %s',
  (text) => {
    expect(readPushTrigger(text)).toEqual({ branches: ANYTHING, paths: ANYTHING });
  },
);

test.for([
  'on: pull_request',
  'on: [workflow_call]',
  'on: { push: { tags: [v*] } }',
  'on: { push: { tags-ignore: x } }',
])('no push to a branch starts it: %s', (text) => {
  expect(readPushTrigger(text)).toEqual({ branches: NOTHING, paths: ANYTHING });
});

test.for([
  ['a name alone', '{ branches: main, paths: src/** }', ['main'], [], ['src/**'], []],
  ['lists, beside tags', '{ branches: [main, dev], tags: [v*], paths: [a, b] }', ['main', 'dev'], [], ['a', 'b'], []],
  ['what is left out', "{ branches-ignore: [old], paths-ignore: ['**.md'] }", ['**'], ['old'], ['**'], ['**.md']],
  [
    'an exclamation mark',
    "{ branches: ['**', '!old'], paths: [a/**, '!a/b/**'] }",
    ['**'],
    ['old'],
    ['a/**'],
    ['a/b/**'],
  ],
] as const)('filters are read: %s', ([, push, only, without, paths, otherPaths]) => {
  expect(readPushTrigger(`on: { push: ${push} }`)).toEqual({
    branches: { only, without },
    paths: { only: paths, without: otherPaths },
  });
});

test.for([
  'push: 7',
  'push: [main]',
  'push: { paths: 7, branches: { a: b } }',
  'push: { paths: [], branches: , tags: [v*] }',
  'push: { paths-ignore: [7], branches-ignore: { a: b } }',
  "push: { paths: ['a?', b], branches: ['v[0-9]+'] }",
  "push: { paths-ignore: ['!a'], branches-ignore: ['a\\b'] }",
  "push: { paths: ['!a', b], branches: [a, '!b', c] }",
  "push: { paths: ['!a'], branches: ['!b'] }",
  'push: { paths: [/docs/**] }',
])('a filter that is not understood counts as none: %s', (push) => {
  expect(readPushTrigger(`on: { ${push} }`)).toEqual({ branches: ANYTHING, paths: ANYTHING });
});

test.for(['', 'hello', 'on: [', 'on: 7', 'on:', 'jobs: {}', '[push]'])(
  'no actions workflow says nothing: %s',
  (text) => {
    expect(readPushTrigger(text)).toBeNull();
  },
);
