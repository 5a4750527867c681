import { type IngestFigures, measureIngest } from './ingest/measure-ingest.ts';
import { runBench } from './report/run-bench.ts';
import type { Rate } from './ingest/senders.ts';
import { figure, holds, type Table } from './report/table.ts';

// How many signed webhooks a second the API accepts durably, beside the engine's own signal-with-start.

type Round = IngestFigures['rounds'][number];

const AIMS = { p99: 100, timesBare: 3 } as const;

await runBench<IngestFigures>({
  title: 'Ingest: signed pushes, accepted once the queue of their chain has them',
  measure: measureIngest,
  tablesOf: (figures) => [ratesTable(figures), bareTable(figures), stormTable(figures)],
});

function ratesTable({ justStarted, rounds }: IngestFigures): Table {
  const row = (senders: string, rate: Rate) => [
    senders,
    figure(rate.sent),
    figure(rate.perSecond),
    figure(rate.p50, 1),
    figure(rate.p99, 1),
    holds(rate.p99, AIMS.p99),
  ];
  return {
    title: 'Pushes of one chain, and milliseconds until the answer',
    columns: ['senders', 'pushes', 'a second', 'p50', 'p99', `p99 ≤ ${AIMS.p99}`],
    rows: [
      row('64, just started', justStarted),
      ...rounds.map(({ senders, webhooks }) => row(figure(senders), webhooks)),
    ],
  };
}

function bareTable({ rounds }: IngestFigures): Table {
  const times = ({ webhooks }: Round, bare: Rate) => figure(webhooks.perSecond / bare.perSecond, 1);
  return {
    title: `Single signal-with-starts a second to one workflow of the bare engine, and how many times as many pushes; at 64 senders ${AIMS.timesBare} times`,
    columns: ['senders', 'a worker takes them', 'p99', 'pushes / these', 'nobody takes them', 'p99', 'pushes / these'],
    rows: rounds.map((round) => [
      figure(round.senders),
      ...[round.handled, round.unhandled].flatMap((bare) => [
        figure(bare.perSecond),
        figure(bare.p99, 1),
        times(round, bare),
      ]),
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
      ['p99, milliseconds', figure(storm.p99, 1)],
      ['longest, milliseconds', figure(storm.longest, 1)],
      ['seconds until the queue was quiet after that', figure(storm.quietAfter, 1)],
    ],
  };
}
