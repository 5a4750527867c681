import { measureQueue, type QueueFigures } from './queue/measure-queue.ts';
import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';

// What becomes of a storm of pushes while a cascade is under way.

const AIMS = { cascades: 2, beyond: 5 } as const;

await runBench<QueueFigures>({
  title: 'Queue: a storm of pushes during a cascade',
  measure: measureQueue,
  tablesOf: (figures) => [queueTable(figures)],
});

function queueTable({ pushes, repositories, taken, cascades, beyond, building, events }: QueueFigures): Table {
  return {
    title: `${pushes} pushes over ${repositories} repositories while a cascade runs`,
    columns: ['', 'measured', 'aim', 'within it'],
    rows: [
      ['until the queue has them all, s', figure(taken, 2), '', ''],
      ['cascades that came of it', `${cascades}`, `${AIMS.cascades}`, holds(cascades, AIMS.cascades)],
      [
        'until the queue is quiet, beyond the builds, s',
        figure(beyond, 2),
        `< ${AIMS.beyond}`,
        holds(beyond, AIMS.beyond),
      ],
      ['time in which actions runs were in progress, s', figure(building, 2), '', ''],
      ["events in the queue's history", `${events}`, '', ''],
    ],
  };
}
