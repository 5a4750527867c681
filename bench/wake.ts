import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';
import { measureWake, type WakeFigures } from './wake/measure-wake.ts';

// How long it takes from a webhook to the build that it wakes, while many others wait.

const AIMS = { p50: 50, p99: 200 } as const;

await runBench<WakeFigures>({
  title: 'Wake: a webhook is accepted and the build awake',
  measure: measureWake,
  tablesOf: (figures) => [wakeTable(figures)],
});

function wakeTable({ samples, waiting, accepted, awake, worker }: WakeFigures): Table {
  const row = (what: string, { p50, p99 }: WakeFigures['awake']) => [
    what,
    figure(p50, 1),
    `≤ ${AIMS.p50}: ${holds(p50, AIMS.p50)}`,
    figure(p99, 1),
    `≤ ${AIMS.p99}: ${holds(p99, AIMS.p99)}`,
  ];
  return {
    title: `Milliseconds from the webhook's departure, ${samples} one after another, at least ${waiting} builds waiting; worker at most ${figure(worker.peakMemory)} MiB`,
    columns: ['', 'p50', 'aim', 'p99', 'aim'],
    rows: [row('the API has answered', accepted), row('the build asks GitHub', awake)],
  };
}
