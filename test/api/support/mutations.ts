import fc from 'fast-check';
import { EXAMPLES } from './deliveries.ts';

/** A webhook of GitHub's with something wrong in it. */
export interface MutatedWebhook {
  readonly event: string;
  readonly body: string;
}

/** The events that Cascade subscribes to, and one that it doesn't. */
const EVENTS = ['workflow_run', 'workflow_job', 'repository_dispatch', 'release', 'push', 'ping', 'pull_request'];

/** What stands in the place of a value: what JSON can hold, what breaks programs, and what means something here. */
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, '', ' ', [], {}, [null], { '': '' }],
  ...['published', 'completed', 'push', 'repository_dispatch', 'refs/tags/v1.0.0', 'refs/heads/master', 'v1.0.0'],
  ...['0'.repeat(40), 'f'.repeat(40), 'x'.repeat(10_000), '\u0000', '\ud800', '💥', "' OR ''='", '../..', '{version}'],
  ...[
    'cascade:acme/release/v1/engine#1.0123abcd',
    '[skip ci]',
    'build_all',
    'build-complete',
    'Codertocat/Hello-World',
  ],
  { marker: 'cascade:acme/release/v1/engine#1.0123abcd' },
];

type Path = readonly (string | number)[];

/** Some of the real payloads, each changed in up to three places, cut off, or named as another event. */
export const mutatedWebhook: fc.Arbitrary<MutatedWebhook> = fc
  .constantFrom(...EXAMPLES.filter(({ name }) => EVENTS.includes(name)))
  .chain(({ name, examples }) =>
    fc.constantFrom(...examples).chain((payload) => {
      const change = fc.tuple(fc.constantFrom(...pathsIn(payload)), fc.option(fc.constantFrom(...ODD_VALUES)));
      return fc.record({
        event: fc.oneof({ weight: 9, arbitrary: fc.constant(name) }, fc.constantFrom(...EVENTS)),
        body: fc
          .tuple(
            fc.array(change, { maxLength: 3 }),
            fc.oneof({ weight: 19, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 5000 })),
          )
          .map(([changes, length]) => {
            const text = JSON.stringify(changes.reduce((sum, [path, value]) => changed(sum, path, value), payload));
            return length === null ? text : text.slice(0, length);
          }),
      });
    }),
  );

/** The places in a value down to the fields of its parts: there is what Cascade reads. */
function pathsIn(value: unknown, depth = 3): readonly Path[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [key],
    ...pathsIn(part, depth - 1).map((path) => [key, ...path]),
  ]);
}

/** The same with another value in that place, or without the place where there is none. */
function changed(value: unknown, [key, ...path]: Path, other: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, part]): (readonly [string, unknown])[] => {
    if (name !== key) return [[name, part]];
    if (path.length > 0) return [[name, changed(part, path, other)]];
    return other === null ? [] : [[name, other]];
  });
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}
