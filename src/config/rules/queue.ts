import { didYouMean } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** A release is what was asked for, whatever is asked for beside it; a nightly has no changes that another could carry. */
export const queuePolicy: Rule = {
  name: 'queue-policy',
  check: ({ queue: { release, nightly } = {} }): readonly Finding[] => [
    ...(release === 'merge' || release === 'supersede'
      ? [
          {
            path: ['queue', 'release'],
            message: `each release has a version of its own, so none can ${release} others; say queue or refuse`,
          },
        ]
      : []),
    ...(nightly === 'merge'
      ? [
          {
            path: ['queue', 'nightly'],
            message: 'a nightly builds the latest heads, so there is nothing to merge; say queue, supersede or refuse',
          },
        ]
      : []),
  ],
};

/** A limit of runners limits something. */
export const knownRunners: Rule = {
  name: 'known-runners',
  check: ({ limits, repositories }) => {
    const labels = Object.values(repositories).flatMap(({ runner = [] }) => runner);
    return Object.keys(limits?.runners ?? {})
      .filter((label) => !labels.includes(label))
      .map((label) => ({
        path: ['limits', 'runners', label],
        message: `no repository has the runner "${label}"${didYouMean(label, labels) || '; name it by the key runner of those whose builds take it'}`,
        key: true,
      }));
  },
};
