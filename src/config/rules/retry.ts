import type { CompleteBuild } from '../defaults.ts';
import { milliseconds } from '../duration.ts';
import { effectiveRepositories } from '../effective.ts';
import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Another attempt is made after something, in its time, and a way to make it is not left without use. */
export const sensibleRetry: Rule = {
  name: 'sensible-retry',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, build }) =>
      build === null
        ? []
        : [...waits(build.retry), ...outcomes(build.retry)].map(({ path, message }) => ({
            path: ['repositories', alias, 'build', 'retry', ...path],
            message,
          })),
    ),
};

function waits({ backoff, maximum_backoff: maximum, budget }: CompleteBuild['retry']): readonly Finding[] {
  const tooShort = (wait: string) => milliseconds(wait) < milliseconds(backoff);
  return [
    ...(tooShort(maximum)
      ? [{ path: ['maximum_backoff'], message: `the longest wait (${maximum}) is shorter than the first (${backoff})` }]
      : []),
    ...(budget !== undefined && tooShort(budget)
      ? [{ path: ['budget'], message: `the budget (${budget}) is shorter than the first wait (${backoff})` }]
      : []),
  ];
}

function outcomes({ attempts, on, how }: CompleteBuild['retry']): readonly Finding[] {
  if (attempts === 1) return [];
  if (on.length === 0) {
    const message = `${attempts} attempts, but after no outcome; name outcomes in "on", or set attempts to 1`;
    return [{ path: ['on'], message }];
  }
  if (how === 'new-attempt' || on.includes('failure')) return [];
  const message = 'failed jobs are to run again, but "on" lacks failure; add it, or set how to new-attempt';
  return [{ path: ['how'], message }];
}
