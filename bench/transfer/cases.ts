/** So many files of one size, each an artifact of its own. */
export interface TransferCase {
  /** As `--case` takes it. */
  readonly name: string;
  readonly title: string;
  readonly files: number;
  /** Of each file. */
  readonly bytes: number;
  /** The least that Cascade's throughput may be of the plain tools'; `null` where only the figure is wanted. */
  readonly aim: number | null;
  /** So often it is measured, after a first time which isn't: each time keeps its files twice, in both releases. */
  readonly turns: number;
}

/** From the largest file that GitHub takes into a release to many small ones. */
export const CASES: readonly TransferCase[] = [
  { name: '2GiB', title: '1 of 2 GiB less a byte', files: 1, bytes: 2 ** 31 - 1, aim: 0.8, turns: 1 },
  { name: '25MB', title: '40 of 25 MB', files: 40, bytes: 25_000_000, aim: 0.8, turns: 3 },
  { name: '100KB', title: '400 of 100 KB', files: 400, bytes: 100_000, aim: null, turns: 3 },
];
