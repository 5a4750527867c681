import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';
import { measureWaiting, type WaitingFigures } from './waiting/measure-waiting.ts';

// What a thousand builds cost while their actions runs are in progress.

// 400 MB, in mebibytes as all memory here.
const AIMS = { memory: 400e6 / 2 ** 20, slots: 0 } as const;

await runBench<WaitingFigures>({
  title: 'Waiting: a thousand builds whose actions runs are in progress',
  measure: measureWaiting,
  tablesOf: (figures) => [waitingTable(figures)],
});

function waitingTable({ builds, minutes, memory, slots, requestsPerMinute, worker }: WaitingFigures): Table {
  return {
    title: `${builds} builds waiting for ${minutes} minutes; webhooks arrive, so each is polled once in that time`,
    columns: ['', 'measured', 'aim', 'within it'],
    rows: [
      ['worker: resident memory at the first look, MiB', figure(memory.first), '', ''],
      [
        'worker: most resident memory while they wait, MiB',
        figure(memory.most),
        `< ${figure(AIMS.memory)}`,
        holds(memory.most, AIMS.memory),
      ],
      ['worker: most resident memory ever, MiB', figure(worker.peakMemory), '', ''],
      ['activity slots held, at most', figure(slots.held), `${AIMS.slots}`, holds(slots.held, AIMS.slots)],
      ['activity slots in use at one look, at most: polls take milliseconds', figure(slots.used), '', ''],
      ['requests to GitHub a minute', figure(requestsPerMinute, 1), '', ''],
    ],
  };
}
