import { join } from 'node:path';
import { describeError } from '../../../app/process-ends.ts';
import type { Download } from '../download.ts';
import type { Stage } from '../stage.ts';
import type { Check } from '../verdict.ts';
import { EXPECTED, runReleased } from './binary.ts';
import { buildTimes } from './build-times.ts';
import { type Chapter, VERSION } from './story.ts';

const ARCHIVE = `tally-${VERSION}-linux-x86_64.tar.gz`;

/** Everything that must hold in the end, with what was found where it doesn't. */
export async function realChecks(
  { simulator }: Stage,
  chapters: readonly Chapter[],
  download: Download | null,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const failed = chapters.filter(({ report }) => report.execution !== 'completed');
  const warm = chapters.find(({ name }) => name === 'warm')?.report.train;
  const times = buildTimes(simulator.runs(), (run) => simulator.log(run));
  const warmed = times.filter(({ train }) => train === warm);
  const cold = warmed.filter(({ hit }) => hit !== 'exact' && hit !== 'prefix');
  return [
    check(
      'both pushes and the release came through',
      failed.map(({ name, report }) => `${name}: ${report.failure ?? report.execution}`),
    ),
    check(
      'what the second push built found what the first had left in the cache',
      warmed.length === 0
        ? ['there was no second push']
        : cold.map(({ alias, hit }) => `${alias}: ${hit ?? 'it was not asked'}`),
    ),
    ...(download === null
      ? [check('a release was published', ['there is none'])]
      : [
          check('the release fits its checksums', download.problems),
          check('its binary runs', await differs(join(download.folder, ARCHIVE), download.folder, signal)),
        ]),
    check(
      'every request, answer and webhook fits GitHub’s own description',
      simulator.violations().map(({ operation, field, message }) => `${operation} ${field}: ${message}`),
    ),
  ];
}

async function differs(archive: string, folder: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const said = await runReleased(archive, folder, signal);
    return said === EXPECTED ? [] : [`it says ${said} instead of ${EXPECTED}`];
  } catch (error) {
    signal.throwIfAborted();
    return [describeError(error)];
  }
}

function check(claim: string, found: readonly string[]): Check {
  return { holds: found.length === 0, claim, found };
}
