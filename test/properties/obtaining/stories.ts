import fc from 'fast-check';
import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import { keepPromises, type PromiseName } from './promises.ts';
import type {
  AskFate,
  BuildStory,
  LookFate,
  PostFate,
  Report,
  Command,
  RunFate,
  Story,
  Stranger,
  Trip,
} from './story.ts';

const { settle, clockSkew, dispatchDeadline, dispatchHeartbeat, findInterval } = DEFAULT_TIMINGS;
const SECOND = 1000;
const BUILDS = 3;

/** Durations, short ones and those of which the program knows more often than others. */
const durations = (longest: number): fc.Arbitrary<number> => {
  const known = [0, 1, findInterval, dispatchHeartbeat, dispatchDeadline - 1, dispatchDeadline, settle, longest];
  return fc.oneof(
    fc.nat(Math.min(longest, 2 * SECOND)),
    fc.nat(longest),
    fc.constantFrom(...known.filter((duration) => duration <= longest)),
  );
};

/** Most stories begin with everything at once. */
const times = fc.oneof(durations(2 * findInterval), durations(5 * settle));

const runFates: fc.Arbitrary<RunFate> = fc.record({
  created: durations(settle),
  shown: durations(2 * settle),
  webhooks: fc.array(durations(3 * settle), { maxLength: 3 }),
});

/** What one POST starts: mostly one run. */
const starts = fc.oneof(
  { arbitrary: fc.tuple(runFates), weight: 5 },
  { arbitrary: fc.array(runFates, { minLength: 2, maxLength: 3 }), weight: 2 },
  { arbitrary: fc.constant([]), weight: 1 },
);

const trips: fc.Arbitrary<Trip> = fc.record({
  there: durations(2 * dispatchDeadline),
  back: durations(2 * dispatchDeadline),
  meets: fc.oneof(
    { arbitrary: fc.constant('acceptance' as const), weight: 5 },
    {
      arbitrary: fc.constantFrom('failure', 'refusal', 'rate limit', 'redirect', 'no connection' as const),
      weight: 4,
    },
  ),
  answer: fc.constantFrom('200', '204', 'lost'),
  starts,
});

const posts: fc.Arbitrary<PostFate> = fc.record({
  decided: durations(dispatchHeartbeat),
  queued: durations(2 * settle),
  stalls: durations(2 * settle),
  silent: fc.boolean(),
  dies: fc.constantFrom('never', 'never', 'never', 'before the POST', 'after the POST'),
  trips: fc.array(trips, { minLength: 1, maxLength: 2 }),
});

const looks: fc.Arbitrary<LookFate> = fc.record({
  waits: durations(settle),
  takes: durations(dispatchDeadline),
  fails: fc.boolean(),
});

const asks: fc.Arbitrary<AskFate> = fc.record({
  arrives: durations(settle),
  again: fc.option(durations(2 * settle)),
});

const builds: fc.Arbitrary<BuildStory> = fc.record({
  begins: times,
  attempts: fc.integer({ min: 1, max: 2 }),
  posts: fc.array(posts, { maxLength: 4 }),
  looks: fc.array(looks, { maxLength: 6 }),
  asks: fc.array(asks, { maxLength: 2 }),
  lasts: durations(3 * settle),
});

const build = fc.nat(BUILDS - 1);

const strangers: fc.Arbitrary<Stranger> = fc
  .tuple(
    runFates,
    fc.record({
      at: times,
      kind: fc.constantFrom(
        ...([
          'other actor',
          'other event',
          'former execution',
          'fork',
          'guessed marker',
          'other workflow',
          'same account',
        ] as const),
      ),
      build,
      attempt: fc.integer({ min: 1, max: 2 }),
    }),
  )
  .map(([fate, stranger]) => ({ ...fate, ...stranger }));

const reports: fc.Arbitrary<Report> = fc.record({
  at: times,
  build,
  run: fc.oneof(fc.nat(6), fc.constant('none' as const)),
});

const commands: fc.Arbitrary<Command> = fc.record({
  type: fc.constantFrom('reset', 'cancel'),
  at: times,
  build,
  midway: fc.boolean(),
  waitsForTurn: fc.constant(false),
});

/** Stories of any kind, and beyond all promises. */
const wild: fc.Arbitrary<Story> = fc.record({
  support: fc.constantFrom('shown', 'taken'),
  event: fc.constantFrom('workflow_dispatch', 'repository_dispatch'),
  clock: fc.integer({ min: -2 * clockSkew, max: 2 * clockSkew }),
  builds: fc.array(builds, { minLength: 1, maxLength: BUILDS }),
  strangers: fc.array(strangers, { maxLength: 3 }),
  reports: fc.array(reports, { maxLength: 2 }),
  commands: fc.array(commands, { maxLength: 3 }),
});

/** Stories in which all promises are kept, but one where that is asked for. */
export function stories(broken: PromiseName | null = null): fc.Arbitrary<Story> {
  return wild.map((story) => keepPromises(story, broken));
}
