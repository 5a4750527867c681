/** So many files of one size, each an artifact of its own. */
export interface TransferCase {
  readonly title: string;
  readonly files: number;
  /** Of each file. */
  readonly bytes: number;
  /** The least that Cascade's throughput may be of the plain tools'; `null` where only the figure is wanted. */
  readonly aim: number | null;
}

/** From the largest file that GitHub takes into a release to many small ones. */
export const CASES: readonly TransferCase[] = [
  { title: '1 of 2 GiB less a byte', files: 1, bytes: 2 ** 31 - 1, aim: 0.8 },
  { title: '40 of 25 MB', files: 40, bytes: 25_000_000, aim: 0.8 },
  { title: '400 of 100 KB', files: 400, bytes: 100_000, aim: null },
];
