import { isDeepStrictEqual } from 'node:util';
import { findServerExecutable } from '../src/engine/server-executable.ts';
import { startEngine } from '../test/crash/engine.ts';
import { type Crash, experiment, nameOf, pointsOf, type Result } from '../test/crash/experiment.ts';
import { quietRuntime } from '../test/support/quiet-runtime.ts';
import { percentile } from './numbers/percentile.ts';
import { figure, type Table } from './report/table.ts';
import { runBench } from './report/run-bench.ts';

/** Releases at once. */
const AT_ONCE = 4;
/** The next worker finds the disk of the one before, or is on another machine. */
const FATES: readonly Pick<Crash, 'fate' | 'disk'>[] = [
  { fate: 'dropped', disk: 'kept' },
  { fate: 'executed', disk: 'lost' },
];

/** What can be tried alone: reads, or one way of changing things. */
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

interface Figures {
  readonly requests: number;
  readonly crashes: number;
  readonly reached: number;
  readonly alike: number;
  readonly seconds: readonly number[];
}

await runBench<Figures>({
  title: 'Crash matrix: a release whose worker is killed at each of its requests',
  cases: METHODS,
  measure,
  tablesOf,
});

/**
 * Makes a release undisturbed, then once for each fate of each request, or of those with that method. Fails, naming each,
 * if one of them ends otherwise.
 */
async function measure(tell: (progress: string) => void, only: string | null): Promise<Figures> {
  quietRuntime();
  await using ends = new AsyncDisposableStack();
  const { path } = await findServerExecutable({ env: process.env });
  const engine = await startEngine(path, ends);
  const undisturbed = await experiment(engine, 'matrix-undisturbed', null);
  if (undisturbed.end.outcome !== 'succeeded') throw new Error(`The undisturbed release: ${undisturbed.end.outcome}`);

  const points = pointsOf(undisturbed.requests).filter(({ method }) => only === null || method === only);
  const crashes = points.flatMap((point) => FATES.map((fate): Crash => ({ point, ...fate })));
  const results: { readonly crash: Crash; readonly result: Result }[] = [];
  const isAlike = ({ end }: Result) => isDeepStrictEqual(end, undisturbed.end);
  const untaken = crashes.entries();
  const work = async () => {
    for (const [index, crash] of untaken) {
      const result = await experiment(engine, `matrix-${index}`, crash);
      results.push({ crash, result });
      if (!isAlike(result)) tell(`otherwise: ${nameOf(crash)}`);
      if (results.length % 10 === 0) tell(`${results.length} of ${crashes.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const different = results.filter(({ result }) => !isAlike(result));
  if (different.length > 0) {
    const stories = different.map(({ crash, result }) => `${nameOf(crash)}\n${JSON.stringify(result.end, null, 2)}`);
    throw new Error(`${different.length} of ${crashes.length} ended otherwise:\n\n${stories.join('\n\n')}`);
  }
  return {
    requests: points.length,
    crashes: crashes.length,
    reached: results.filter(({ result }) => result.reached).length,
    alike: results.length,
    seconds: results.map(({ result }) => result.seconds),
  };
}

function tablesOf({ requests, crashes, reached, alike, seconds }: Figures): readonly Table[] {
  return [
    {
      title:
        'Releases of three repositories, with every kind of dispatch, from the pinned commits to the proposed versions',
      columns: ['', 'value'],
      rows: [
        ['requests of the undisturbed release that were crash points', figure(requests)],
        ['crashes: each request, dropped, and executed with the disk lost', figure(crashes)],
        ['the request came, and the worker was killed at it', figure(reached)],
        ['never came: polls differ from release to release', figure(crashes - reached)],
        [
          'ended as the undisturbed release: runs, one release with the same files, tags, one pull request',
          figure(alike),
        ],
        ['seconds of a release, p50', figure(percentile(seconds, 50), 1)],
        ['seconds of a release, p99', figure(percentile(seconds, 99), 1)],
      ],
    },
  ];
}
