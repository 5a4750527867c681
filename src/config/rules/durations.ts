import { milliseconds } from '../duration.ts';
import { effectiveRepositories } from '../effective.ts';
import type { Path } from '../problem.ts';
import type { Build } from '../schema.ts';
import { type At, buildsIn } from './places.ts';
import type { Rule } from './rule.ts';

const LONGEST = '365d';

/** A time-out of nothing fails every build, and one without end is none. */
export const sensibleDurations: Rule = {
  name: 'sensible-durations',
  check: (file) =>
    [...buildsIn(file).flatMap(durationsIn), ...durationAt(['poll'], file.poll)]
      .filter(({ value }) => milliseconds(value) < 1 || milliseconds(value) > milliseconds(LONGEST))
      .map(({ path, value }) => ({
        path,
        message: `${value} is too ${milliseconds(value) < 1 ? 'short' : 'long'}: more than nothing, at most ${LONGEST}`,
      })),
};

/** The wait between attempts grows up to its maximum, and another attempt is made after something. */
export const sensibleRetry: Rule = {
  name: 'sensible-retry',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, build }) => {
      if (build === null) return [];
      const { attempts, backoff, maximum_backoff: maximum, on } = build.retry;
      const path = ['repositories', alias, 'build', 'retry'];
      const tooSmall = milliseconds(maximum) < milliseconds(backoff);
      return [
        ...(tooSmall
          ? [
              {
                path: [...path, 'maximum_backoff'],
                message: `the longest wait (${maximum}) is shorter than the first (${backoff})`,
              },
            ]
          : []),
        ...(attempts > 1 && on.length === 0
          ? [
              {
                path: [...path, 'on'],
                message: `${attempts} attempts, but after no outcome; name outcomes in "on", or set attempts to 1`,
              },
            ]
          : []),
      ];
    }),
};

function durationsIn({
  path,
  value: { expected_duration: expected, timeouts, retry },
}: At<Build>): readonly At<string>[] {
  return [
    ...durationAt([...path, 'expected_duration'], expected),
    ...durationAt([...path, 'timeouts', 'queue'], timeouts?.queue),
    ...durationAt([...path, 'timeouts', 'build'], timeouts?.build),
    ...durationAt([...path, 'retry', 'backoff'], retry?.backoff),
    ...durationAt([...path, 'retry', 'maximum_backoff'], retry?.maximum_backoff),
  ];
}

function durationAt(path: Path, value: string | undefined): readonly At<string>[] {
  return value === undefined ? [] : [{ path, value }];
}
