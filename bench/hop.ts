import { quietRuntime } from '../test/support/quiet-runtime.ts';
import { line } from './graph/line.ts';
import { openSearch } from './graph/opensearch.ts';
import { type HopFigures, measureHop } from './hops/measure-hop.ts';
import { costTable } from './report/cost-table.ts';
import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';

// From the end of a build to the dispatch of the next: its webhook is sent, the dispatch is received.

interface Figures {
  readonly line: HopFigures;
  readonly opensearch: HopFigures;
}

quietRuntime();
await runBench<Figures>({
  title: 'Hop: upstream finished to downstream dispatched',
  measure: async (tell) => ({
    line: await measureHop({ name: 'line', nodes: line(8), passes: 12, aim: 50 }, tell),
    opensearch: await measureHop({ name: 'opensearch', nodes: await openSearch(), passes: 6, aim: 100 }, tell),
  }),
  tablesOf: (figures) => {
    const cases = { 'line of 8': figures.line, "OpenSearch's 29": figures.opensearch };
    return [
      hopTable(cases),
      stepTable(cases),
      costTable(Object.fromEntries(Object.entries(cases).map(([name, { cost }]) => [name, cost]))),
    ];
  },
});

function hopTable(cases: Readonly<Record<string, HopFigures>>): Table {
  return {
    title: 'Milliseconds of a hop, beside those of the bare engine on the same server in the same run',
    columns: ['chain', 'hops', 'p50', 'p99', 'bare p50', 'bare p99', 'p50 above bare', 'aim', 'within it'],
    rows: Object.entries(cases).map(([name, { hops, cascade, bare, aim }]) => {
      const above = cascade.p50 - bare.p50;
      const all = [cascade.p50, cascade.p99, bare.p50, bare.p99, above].map((ms) => figure(ms));
      return [name, figure(hops), ...all, `≤ ${aim}`, holds(above, aim)];
    }),
  };
}

function stepTable(cases: Readonly<Record<string, HopFigures>>): Table {
  const [first] = Object.values(cases);
  return {
    title: 'Where the time of a hop goes: median milliseconds of each step',
    columns: ['step', ...Object.keys(cases)],
    rows: (first?.steps ?? []).map(({ step }) => [
      step,
      ...Object.values(cases).map(({ steps }) => figure(steps.find((other) => other.step === step)?.p50 ?? NaN, 1)),
    ]),
  };
}
