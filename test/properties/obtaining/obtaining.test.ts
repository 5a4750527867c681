import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenLaws } from './laws.ts';
import { play } from './play.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';
import { LONG } from '../../support/long.ts';

const numRuns = LONG ? 10_000 : 1000;

test('one attempt makes one dispatch, takes only its own run, and ends, whatever GitHub, workers and others do', () => {
  fc.assert(
    fc.property(stories(), (story) => {
      const played = play(story);
      const broken = brokenLaws(played).map(({ law, how }) => `${law}: ${how}`);
      expect(broken, played.model.told.join('\n')).toEqual([]);
    }),
    { numRuns },
  );
});

test.each(['shown', 'taken'] as const)(
  'undisturbed builds in several trains all get their run: marker %s',
  (support) => {
    const build = { begins: 0, attempts: 2, posts: [], looks: [], asks: [], lasts: 0 };
    const story: Story = {
      support,
      event: 'repository_dispatch',
      clock: 0,
      builds: [build, build, build],
      strangers: [],
      reports: [],
      commands: [],
    };
    const { model } = play(story);
    const outcomes = model.builds.flatMap(({ endings }) => endings.map(({ outcome }) => outcome.type));
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => 'run'));
  },
);
