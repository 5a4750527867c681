import type { ReleaseRecord } from '../../../../simulator/records.ts';
import type { Cell } from '../../render/columns.ts';
import { formatSize } from '../../render/size.ts';
import type { Download } from '../download.ts';

/** The release in a few words: its title, how many files it has, and how big they are together. */
export function releaseTitle({ name, assets }: ReleaseRecord): string {
  const size = assets.reduce((sum, asset) => sum + asset.size, 0);
  return `Release ${name}: ${assets.length} files, ${formatSize(size)}`;
}

/** The files of the release with their sizes, and the SHA-256 of what was downloaded: whole, or where there is no room the start of it. */
export function fileRows(
  { assets }: ReleaseRecord,
  download: Download | null,
  width: number,
): readonly (readonly Cell[])[] {
  const room = width - Math.max(...assets.map(({ name }) => name.length)) - OTHER_COLUMNS;
  return assets.map(({ name, size }) => {
    const digest = download?.digests.get(name) ?? '';
    return [
      { text: name },
      { text: formatSize(size), right: true },
      { text: room < digest.length ? `${digest.slice(0, SHORT_DIGEST)}…` : digest, style: 'dim' },
    ];
  });
}

const SHORT_DIGEST = 16;
// The sizes, and the gaps between the columns.
const OTHER_COLUMNS = 10;
