import { compareBytes } from '../checksums.ts';
import type { PackageFolder } from './plan-packages.ts';
import type { PackedEntry, PackedSource, StoredSource } from './release-file.ts';

/** The files of the folders as entries of an archive, with what they are fetched from. */
export function packEntries(folders: readonly PackageFolder[]): Pick<PackedSource, 'entries' | 'sources'> {
  const files = folders
    .flatMap((folder) => folder.files.map((file) => ({ file, path: pathIn(folder, file.name) })))
    .sort((a, b) => compareBytes(a.path, b.path));
  const sources = new Map(files.map(({ file }) => [identity(file.from), file.from]));
  const places = [...sources.keys()];
  const entries = files.map(({ file, path }): PackedEntry => ({
    path,
    sha256: file.sha256,
    executable: file.executable,
    source: places.indexOf(identity(file.from)),
  }));
  return { entries, sources: [...sources.values()] };
}

function pathIn(folder: PackageFolder, name: string): string {
  return folder.name === null ? name : `${folder.name}/${name}`;
}

/** Sources have been through messages, so that the same one can be many objects. */
function identity(source: StoredSource): string {
  const id = source.type === 'artifact' ? source.artifact.id : source.asset.id;
  return [source.type, source.alias, source.owner, source.name, id].join('/');
}
