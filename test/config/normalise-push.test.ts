import { expect, test } from 'vitest';
import { chainOf } from './chain-of.ts';

function pushOf(push: string) {
  return chainOf(`chain: acme\nrepositories: { engine: { repository: acme/engine, on_push: ${push} } }`).repositories[0]
    ?.push;
}

test('what is left out of a push is as where nothing is said', () => {
  expect(pushOf('{ workflows: [ci.yml], ignored_paths: ["docs/**"] }')).toEqual({
    workflows: ['ci.yml'],
    jobs: [],
    buildsAgain: false,
    paths: [],
    ignoredPaths: ['docs/**'],
    content: [],
  });
});

test('what a push starts may be said in full', () => {
  expect(
    pushOf(
      '{ workflows: [ci.yml], jobs: [test], builds_again: true, paths: ["src/**"], ignored_paths: ["*.md"], content: [SPEC.md] }',
    ),
  ).toEqual({
    workflows: ['ci.yml'],
    jobs: ['test'],
    buildsAgain: true,
    paths: ['src/**'],
    ignoredPaths: ['*.md'],
    content: ['SPEC.md'],
  });
});
