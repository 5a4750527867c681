import { type CacheFigures, measureCache } from './cache/measure-cache.ts';
import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';

// What the runner cache saves of a build, and what it takes, beside the tools that would do it otherwise.

const AIM = 3;

await runBench<CacheFigures>({
  title: 'Runner cache: three crates with real dependencies',
  measure: measureCache,
  tablesOf: (figures) => [buildTable(figures), copyTable(figures)],
});

function buildTable({ builds }: CacheFigures): Table {
  const { cold, restored, warm, noOp } = builds;
  return {
    title: 'Seconds of `cargo build --release --workspace`, dependencies downloaded before',
    columns: ['', 'seconds', 'cold / this'],
    rows: [
      ['cold: nothing is there', figure(cold, 1), ''],
      ['restoring `target`, cache-restore', figure(restored, 1), ''],
      ['building then, sources checked out anew', figure(warm, 1), figure(cold / warm, 1)],
      ['warm: both together', figure(restored + warm, 1), figure(cold / (restored + warm), 1)],
      ['no-op: `target` and sources as they were', figure(noOp, 1), figure(cold / noOp, 1)],
    ],
  };
}

function copyTable({ files, bytes, disks }: CacheFigures): Table {
  return {
    title: `Milliseconds for that \`target\`: ${files} files, ${figure(bytes / 2 ** 20)} MiB (median of 5, files in memory)`,
    columns: ['', ...disks.map(({ name }) => name)],
    rows: [
      ['restore, cache-restore', ...disks.map(({ restore }) => figure(restore.ours))],
      ['- with the start of its process', ...disks.map(({ restore }) => figure(restore.process))],
      ['restore, cache-restore with every byte compared', ...disks.map(({ restore }) => figure(restore.verified))],
      ['restore, `zstd -d` into `tar -x`', ...disks.map(({ restore }) => figure(restore.tar))],
      ['restore, `rsync -a`', ...disks.map(({ restore }) => figure(restore.rsync))],
      ['`tar` and `zstd` / cache-restore', ...disks.map(({ restore }) => figure(restore.tar / restore.ours, 1))],
      [`at least ${AIM} times as fast`, ...disks.map(({ restore }) => holds(AIM, restore.tar / restore.ours))],
      ['save, cache-save (until it is on the disk)', ...disks.map(({ save }) => figure(save.ours))],
      ['save, `tar -c` into `zstd`, `sync`', ...disks.map(({ save }) => figure(save.tar))],
      ['save, `rsync -a`, `sync`', ...disks.map(({ save }) => figure(save.rsync))],
    ],
  };
}
