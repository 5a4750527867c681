import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventedQueue } from './evented-queue.ts';

const REPOSITORIES = ['core', 'app', 'web'] as const;

const OF_TRAINS = [
  'end',
  'give-way',
  'keep-to-shares',
  'vanish',
  'begin-anew',
  'use',
  'fail',
  'start-again',
  'ask-again',
  'run-out',
] as const;

type Step =
  | { readonly do: 'push'; readonly repository: string; readonly number: number }
  | { readonly do: 'ask'; readonly kind: 'release' | 'nightly' | 'cascade'; readonly repository: string }
  | {
      readonly do: (typeof OF_TRAINS)[number];
      readonly which: number;
    };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('push' as const), repository: fc.constantFrom(...REPOSITORIES), number: fc.nat(9) }),
  fc.record({
    do: fc.constant('ask' as const),
    kind: fc.constantFrom('release', 'nightly', 'cascade'),
    repository: fc.constantFrom(...REPOSITORIES),
  }),
  fc.record({
    do: fc.constantFrom(...OF_TRAINS),
    which: fc.nat(5),
  }),
);

const setting = fc.record({
  trains: fc.integer({ min: 1, max: 4 }),
  cascade: fc.constantFrom('merge' as const, 'queue' as const),
  nightly: fc.constantFrom('merge' as const, 'queue' as const, 'supersede' as const, 'refuse' as const),
  release: fc.constantFrom('merge' as const, 'queue' as const, 'supersede' as const, 'refuse' as const),
  big: fc.integer({ min: 1, max: 7 }),
});

function play(queue: EventedQueue, steps: readonly Step[]): void {
  for (const one of steps) {
    switch (one.do) {
      case 'push':
        queue.push(one.repository, one.number);
        break;
      case 'ask':
        queue.ask(one.kind, one.repository);
        break;
      case 'end':
        queue.end(one.which);
        break;
      case 'begin-anew':
        queue.beginAnew(one.which);
        break;
      case 'vanish':
        queue.vanish(one.which);
        break;
      case 'give-way':
        queue.giveWay(one.which);
        break;
      case 'fail':
        queue.fail(one.which);
        break;
      case 'start-again':
        queue.startAgain(one.which);
        break;
      case 'ask-again':
        queue.askAgain(one.which);
        break;
      case 'run-out':
        queue.runOut(one.which);
        break;
      case 'use':
        queue.use(one.which);
        break;
      case 'keep-to-shares':
        queue.keepToShares(one.which);
        break;
    }
    queue.check();
  }
}

test('whatever happens, limits are kept, and all that came ends up in one train', () => {
  fc.assert(
    fc.property(setting, fc.array(step, { maxLength: 60, size: 'max' }), (chosen, steps) => {
      const queue = new EventedQueue(chosen);
      play(queue, steps);
      queue.letAllEnd();
      // Nobody starves, no change is lost, and none travels twice.
      expect(queue.unanswered()).toEqual([]);
      expect(queue.lostPushes()).toEqual([]);
      expect(queue.carriedTwice()).toEqual([]);
      expect(queue.cascadedBackwards()).toEqual([]);
      const [first = 'admitted', ...others] = queue.answersToReleases();
      // The first of all met no other.
      expect(first).toBe('admitted');
      const mayBeRefused = chosen.release === 'refuse';
      const isRight = (answer?: string) => answer === 'admitted' || (mayBeRefused && answer === 'refused');
      expect(others.filter((answer) => !isRight(answer))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('what comes again, and in another order, leads to the same', () => {
  const pushes = fc.array(fc.record({ repository: fc.constantFrom(...REPOSITORIES), number: fc.nat(9) }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(pushes, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (sent, keys) => {
      const chosen = { trains: 1, cascade: 'merge', nightly: 'refuse', release: 'queue', big: 2 } as const;
      const keyed = sent.map((push, index) => ({ push, key: keys[index] ?? 0 }));
      const shuffled = [...keyed].sort((a, b) => a.key - b.key).map(({ push }) => push);
      const play = (list: typeof sent) => {
        const queue = new EventedQueue(chosen);
        queue.ask('release', 'core');
        for (const { repository, number } of list) queue.push(repository, number);
        return queue.waitingChanges();
      };
      expect(play([...shuffled, ...sent])).toEqual(play(sent));
    }),
  );
});
