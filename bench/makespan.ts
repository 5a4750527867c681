import { measureMakespan, type MakespanFigures, MEDIAN_SECONDS, RUNNERS } from './schedule/measure-makespan.ts';
import { costTable } from './report/cost-table.ts';
import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';

// How near a train comes to the shortest time in which its chain could be built.

const AIM = 1.05;

await runBench<MakespanFigures>({
  title: "Makespan: OpenSearch's 29 components on four runners",
  measure: measureMakespan,
  tablesOf: (figures) => [makespanTable(figures), costTable({ trains: figures.cost })],
});

function makespanTable({ draws }: MakespanFigures): Table {
  const row = (what: string, ratios: readonly number[], aim: string) => [
    what,
    ...ratios.map((ratio) => figure(ratio, 3)),
    figure(mean(ratios), 3),
    aim,
  ];
  const over = (secondsOf: (draw: MakespanFigures['draws'][number]) => number) =>
    draws.map((draw) => secondsOf(draw) / draw.lowerBound);
  const known = over(({ known }) => known);
  return {
    title: `Makespan over the lower bound, max(critical path, work / ${RUNNERS}); log-normal build times, median ${MEDIAN_SECONDS} s`,
    columns: ['', ...draws.map(({ seed }) => `draw ${seed}`), 'mean', `≤ ${AIM}`],
    rows: [
      ['lower bound, seconds (computed)', ...draws.map(({ lowerBound }) => figure(lowerBound, 1)), '', ''],
      row('Cascade, build times known (measured)', known, holds(mean(known), AIM)),
      row(
        'Cascade, all taken for equal (measured)',
        over(({ unknown }) => unknown),
        '',
      ),
      row(
        'longest remaining path first, no time lost (computed)',
        over((draw) => draw.computed.longestPathFirst),
        '',
      ),
      row(
        'tier by tier, no time lost (computed)',
        over((draw) => draw.computed.tierByTier),
        '',
      ),
      row(
        'one after another, no time lost (computed)',
        over((draw) => draw.computed.oneAfterAnother),
        '',
      ),
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
