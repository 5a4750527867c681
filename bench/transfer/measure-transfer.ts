import { percentile } from '../numbers/percentile.ts';
import type { TransferCase } from './cases.ts';
import { bytesIn, mostBytesIn } from './folder-size.ts';
import { memoryOf } from './process-memory.ts';
import { preparePlainRelease } from './plain-release.ts';
import { releaseFiles, type TransferSeconds } from './release-files.ts';
import { setTransferStage } from './transfer-stage.ts';

/** What it took to bring the files of a case from their build into a release. */
export interface TransferFigures extends TransferCase {
  /** Medians over the turns. */
  readonly cascade: TransferSeconds;
  readonly plain: TransferSeconds;
  /** Resident memory of the transfer worker before it had moved anything, and the most that it ever was, mebibytes. */
  readonly memory: { readonly idle: number; readonly most: number };
  /** Bytes in the staging folder: the most at once, and after the last release. */
  readonly staged: { readonly most: number; readonly left: number };
}

/** Lets Cascade and the plain tools take turns with the same files at the same simulator. */
export async function measureTransfer(
  transferCase: TransferCase,
  tell: (progress: string) => void,
): Promise<TransferFigures> {
  const { title, files, turns } = transferCase;
  const stage = await setTransferStage(transferCase);
  const pid = Number(stage.transferWorker.ready['pid']);
  const { resident: idle } = await memoryOf(pid);
  tell(`${title}: the first release, for which the files are made`);
  await releaseFiles(stage, 0);
  const plainRelease = await preparePlainRelease(stage, files);

  const cascade: TransferSeconds[] = [];
  const plain: TransferSeconds[] = [];
  const staged: number[] = [];
  for (let turn = 1; turn <= turns; turn++) {
    const { most, result } = await mostBytesIn(stage.stagingFolder, () => releaseFiles(stage, turn));
    cascade.push(result);
    staged.push(most);
    plain.push(await plainRelease.carry(turn));
    tell(`${title}: ${turn} of ${turns} turns, ${result.all.toFixed(1)} s and ${plain.at(-1)?.all.toFixed(1)} s`);
  }
  const left = await bytesIn(stage.stagingFolder);
  const { peak } = await memoryOf(pid);
  await stage.stop();
  return {
    ...transferCase,
    cascade: median(cascade),
    plain: median(plain),
    memory: { idle, most: peak },
    staged: { most: Math.max(...staged), left },
  };
}

function median(turns: readonly TransferSeconds[]): TransferSeconds {
  const of = (step: keyof TransferSeconds) =>
    percentile(
      turns.map((turn) => turn[step]),
      50,
    );
  return { download: of('download'), upload: of('upload'), all: of('all') };
}
