import type { Cost } from '../trains/cost.ts';
import { figure, holds, type Table } from './table.ts';

const AIMS = { eventsPerBuild: 40, trainEventsPerBuild: 5, requestsPerBuild: 4 } as const;

/** What the trains of each case cost beside time, against the aims. */
export function costTable(costs: Readonly<Record<string, Cost>>): Table {
  const cases = Object.values(costs);
  const aimed = (what: string, aim: number, valueOf: (cost: Cost) => number, digits: number) => [
    what,
    ...cases.map((cost) => `${figure(valueOf(cost), digits)} (${holds(valueOf(cost), aim)})`),
    `≤ ${aim}`,
  ];
  const plain = (what: string, valueOf: (cost: Cost) => string) => [what, ...cases.map(valueOf), ''];
  const operations = new Set(cases.flatMap(({ requestsByKind }) => requestsByKind.map(({ operation }) => operation)));
  return {
    title: 'What it costs',
    columns: ['', ...Object.keys(costs), 'aim'],
    rows: [
      plain('builds measured', ({ builds }) => figure(builds)),
      aimed('history events per build', AIMS.eventsPerBuild, ({ eventsPerBuild }) => eventsPerBuild, 1),
      aimed(
        "events in the train's own history, per build",
        AIMS.trainEventsPerBuild,
        (cost) => cost.trainEventsPerBuild,
        1,
      ),
      aimed('requests to GitHub per build', AIMS.requestsPerBuild, ({ requestsPerBuild }) => requestsPerBuild, 2),
      ...[...operations].map((operation) =>
        plain(`- ${operation}`, ({ requestsByKind }) =>
          figure(requestsByKind.find((kind) => kind.operation === operation)?.perBuild ?? 0, 2),
        ),
      ),
      plain('requests for the train as a whole', ({ requestsPerTrain }) => figure(requestsPerTrain)),
      plain('worker: peak resident memory, MiB', ({ worker }) => figure(worker.peakMemory)),
      plain('worker: CPU seconds', ({ worker }) => figure(worker.cpuSeconds, 1)),
    ],
  };
}
