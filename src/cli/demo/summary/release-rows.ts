import type { ReleaseRecord } from '../../../../simulator/records.ts';
import type { Cell } from '../../render/columns.ts';
import { formatSize } from '../../render/size.ts';
import type { Download } from '../download.ts';

/** The release in a few words: its title, how many files it has, and how big they are together. */
export function releaseTitle({ name, assets }: ReleaseRecord): string {
  const size = assets.reduce((sum, asset) => sum + asset.size, 0);
  return `Release ${name}: ${assets.length} files, ${formatSize(size)}`;
}

/** The files of the release with their sizes, and the SHA-256 of what was downloaded. */
export function fileRows({ assets }: ReleaseRecord, download: Download | null): readonly (readonly Cell[])[] {
  return assets.map(({ name, size }) => [
    { text: name },
    { text: formatSize(size), right: true },
    { text: download?.digests.get(name) ?? '', style: 'dim' },
  ]);
}
