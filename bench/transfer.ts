import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';
import { CASES } from './transfer/cases.ts';
import { measureTransfer, type TransferFigures } from './transfer/measure-transfer.ts';
import { requirePlainTools } from './transfer/plain-tools.ts';

// From the artifacts of an actions run to the files of a release, beside `curl | funzip | sha256sum` and `curl -T`.

interface Figures {
  readonly cases: readonly TransferFigures[];
}

const MEMORY_AIM = 150;

await runBench<Figures>({
  title: 'Transfer: artifacts of an actions run become the files of a release',
  cases: CASES.map(({ name }) => name),
  measure: async (tell, only) => {
    await requirePlainTools();
    const cases: TransferFigures[] = [];
    const wanted = CASES.filter(({ name }) => only === null || name === only);
    for (const transferCase of wanted) cases.push(await measureTransfer(transferCase, tell));
    return { cases };
  },
  tablesOf: ({ cases }) => [throughputTable(cases), stepTable(cases), resourceTable(cases)],
});

function throughputTable(cases: readonly TransferFigures[]): Table {
  return {
    title: 'Throughput, MiB a second, from the start of publishing to the last upload',
    columns: ['files', 'Cascade', 'curl, funzip, sha256sum', 'Cascade / plain', 'aim', 'within it'],
    rows: cases.map(({ title, files, bytes, aim, cascade, plain }) => {
      const rate = ({ all }: typeof cascade) => (files * bytes) / 2 ** 20 / all;
      const ratio = plain.all / cascade.all;
      const aimed = aim === null ? ['', ''] : [`≥ ${aim}`, holds(aim, ratio)];
      return [title, figure(rate(cascade), 1), figure(rate(plain), 1), figure(ratio, 2), ...aimed];
    }),
  };
}

function stepTable(cases: readonly TransferFigures[]): Table {
  return {
    title: 'Where the time goes: median seconds of each step',
    columns: ['files', 'Cascade: download', 'upload', 'all', 'plain: download', 'upload', 'all'],
    rows: cases.map(({ title, cascade, plain }) => [
      title,
      ...[cascade, plain].flatMap(({ download, upload, all }) => [download, upload, all]).map((s) => figure(s, 2)),
    ]),
  };
}

function resourceTable(cases: readonly TransferFigures[]): Table {
  return {
    title: 'The transfer worker: resident memory and staging folder, MiB',
    columns: ['files', 'idle', 'most', 'above idle', 'aim', 'within it', 'staged at most', 'left after'],
    rows: cases.map(({ title, memory: { idle, most }, staged }) => [
      title,
      figure(idle),
      figure(most),
      figure(most - idle),
      `≤ ${MEMORY_AIM}`,
      holds(most - idle, MEMORY_AIM),
      figure(staged.most / 2 ** 20, 1),
      figure(staged.left / 2 ** 20, 1),
    ]),
  };
}
