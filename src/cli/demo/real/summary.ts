import { alignRows, type Cell } from '../../render/columns.ts';
import { formatDuration } from '../../render/duration.ts';
import { paintFor } from '../../render/paint.ts';
import type { Stage } from '../stage.ts';
import { checkRows } from '../summary/check-rows.ts';
import type { Check } from '../verdict.ts';
import { type BuildTime, buildTimes } from './build-times.ts';
import type { Chapter } from './story.ts';

type Rows = readonly (readonly Cell[])[];

/** How long the builds took with an empty cache, with a full one and for the release, and what holds. */
export function summariseReal(
  { simulator }: Stage,
  chapters: readonly Chapter[],
  checks: readonly Check[],
  stream: NodeJS.WriteStream,
): readonly string[] {
  const paint = paintFor(stream);
  const canvas = { width: stream.isTTY ? stream.columns : Infinity, paint };
  const section = (title: string, rows: Rows) => [
    '',
    paint('bold', title),
    ...alignRows(rows, canvas).map((line) => `  ${line}`),
  ];
  const times = buildTimes(simulator.runs(), (run) => simulator.log(run));
  const broken = checks.filter(({ holds }) => !holds).length;
  return [
    ...section('Builds, from a runner’s taking them to their end', timeRows(chapters, times)),
    ...failures(simulator),
    ...section('Checks', checkRows(checks)),
    '',
    broken === 0
      ? 'Everything came out as it must.'
      : `${broken} of ${checks.length} checks do not hold: see them above.`,
  ];
}

const MEANINGS: Readonly<Record<Chapter['name'], string>> = {
  cold: 'a push, the cache empty',
  warm: 'the next push, with what the first one left',
  release: 'what is published is built of nothing but its source',
};

function timeRows(chapters: readonly Chapter[], times: readonly BuildTime[]): Rows {
  return chapters.map(({ name, report }) => {
    const own = times.filter(({ train }) => train === report.train);
    return [
      { text: name },
      ...own.flatMap(({ alias, took, hit }): readonly Cell[] => [
        { text: alias },
        { text: formatDuration(took), right: true },
        { text: hit ?? 'no cache', style: 'dim' },
      ]),
      { text: MEANINGS[name], style: 'dim' },
    ];
  });
}

const LAST_LINES = 20;

/** The end of what a failed job wrote: the folders that it ran in are gone. */
function failures(simulator: Stage['simulator']): readonly string[] {
  const failed = simulator.runs().filter(({ conclusion }) => conclusion !== 'success');
  return failed.flatMap(({ id, repository, displayTitle }) => [
    '',
    `${repository}: ${displayTitle}`,
    ...simulator.log(id).flatMap(({ job, lines }) => [job, ...lines.slice(-LAST_LINES)].map((line) => `  ${line}`)),
  ]);
}
