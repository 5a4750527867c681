import { type IngestFigures, measureIngest } from './ingest/measure-ingest.ts';
import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';

// How many signed webhooks a second the API accepts durably, beside the engine's own signal-with-start.

const AIMS = { p99: 100, timesBare: 3 } as const;

await runBench<IngestFigures>({
  title: 'Ingest: signed pushes, accepted once the queue of their chain has them',
  measure: measureIngest,
  tablesOf: (figures) => [ratesTable(figures), stormTable(figures)],
});

function ratesTable({ rounds }: IngestFigures): Table {
  return {
    title: `Pushes a second of one chain, and milliseconds until the answer; at 64 senders at least ${AIMS.timesBare} times the bare engine`,
    columns: ['senders', 'pushes', 'a second', 'p50', 'p99', `≤ ${AIMS.p99}`, 'bare a second', 'bare p99', 'times'],
    rows: rounds.map(({ senders, webhooks, bare }) => [
      figure(senders),
      figure(webhooks.sent),
      figure(webhooks.perSecond),
      figure(webhooks.p50, 1),
      figure(webhooks.p99, 1),
      holds(webhooks.p99, AIMS.p99),
      figure(bare.perSecond),
      figure(bare.p99, 1),
      figure(webhooks.perSecond / bare.perSecond, 1),
    ]),
  };
}

function stormTable({ storm }: IngestFigures): Table {
  return {
    title: 'A storm of pushes by 64 senders',
    columns: ['', 'value'],
    rows: [
      ['sent', figure(storm.sent)],
      ['accepted', figure(storm.accepted)],
      ['in the histories of the queue, each once', figure(storm.kept)],
      ['seconds until the last was accepted', figure(storm.seconds, 1)],
      ['seconds until the queue was quiet after that', figure(storm.quietAfter, 1)],
    ],
  };
}
