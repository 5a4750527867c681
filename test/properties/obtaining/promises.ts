import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import type { BuildStory, PostFate, RunFate, Story, Trip } from './story.ts';

const { settle, clockSkew } = DEFAULT_TIMINGS;

/**
 * What the laws rest on. Nobody can tell a dispatch that GitHub lost from one that it sits on for longer than it promises.
 * Each promise takes out of a story what would break it.
 */
const PROMISES = {
  /** GitHub's lists show a run at the latest so long after its dispatch was accepted. */
  'shows within the settle time': (story) => everyRun(story, (run) => ({ ...run, shown: Math.min(run.shown, settle) })),

  /** Less a second, because GitHub leaves out the fractions. */
  'clocks are near each other': (story) => {
    const most = clockSkew - 1000;
    return { ...story, clock: Math.max(-most, Math.min(most, story.clock)) };
  },

  /** Where no marker is shown, nobody else dispatches by Cascade's account. */
  'the account is its own': (story) => ({
    ...story,
    strangers: story.strangers.filter(({ kind }) => isShown(story) || kind !== 'same account'),
  }),

  /**
   * Where no marker is shown, GitHub makes at most two runs of one dispatch, and shows both at once if it names one: the
   * turn is over then, and the next dispatch must find them there.
   */
  'doubles are seen in the turn': (story) =>
    isShown(story)
      ? story
      : everyTrip(story, (trip) => {
          const starts = trip.starts.slice(0, 2);
          const isNamed = story.event === 'workflow_dispatch' && trip.answer === '200';
          return { ...trip, starts: isNamed && starts.length > 1 ? starts.map(atOnce) : starts };
        }),
} satisfies Record<string, (story: Story) => Story>;

export type PromiseName = keyof typeof PROMISES;

/** The story as it goes where all promises are kept but the one that is named. */
export function keepPromises(story: Story, broken: PromiseName | null): Story {
  return Object.entries(PROMISES)
    .filter(([name]) => name !== broken)
    .reduce((kept, [, keep]) => keep(kept), story);
}

function isShown({ support }: Story): boolean {
  return support === 'shown';
}

function everyBuild(story: Story, change: (build: BuildStory) => BuildStory): Story {
  return { ...story, builds: story.builds.map(change) };
}

function everyPost(story: Story, change: (post: PostFate) => PostFate): Story {
  return everyBuild(story, (build) => ({ ...build, posts: build.posts.map(change) }));
}

function everyTrip(story: Story, change: (trip: Trip) => Trip): Story {
  return everyPost(story, (post) => ({ ...post, trips: post.trips.map(change) }));
}

function everyRun(story: Story, change: (run: RunFate) => RunFate): Story {
  return everyTrip(story, (trip) => ({ ...trip, starts: trip.starts.map(change) }));
}

function atOnce(run: RunFate): RunFate {
  return { ...run, shown: 0 };
}
