import { createHash } from 'node:crypto';

/** The text files of a commit: what changed, on top of the tree that was there before. A commit costs what it changes. */
export interface Tree {
  readonly sha: string;
  readonly base: Tree | undefined;
  /** Path to text, `null` where the file is gone. */
  readonly changed: ReadonlyMap<string, string | null>;
}

/** A tree with these files, on top of another if there is one. */
export function makeTree(changed: ReadonlyMap<string, string | null>, base?: Tree): Tree {
  const hash = createHash('sha1').update(`tree ${base?.sha ?? ''}\n`);
  for (const [path, text] of changed) hash.update(`${path}\0${text === null ? '' : blobSha(text)}\n`);
  return { sha: hash.digest('hex'), base, changed };
}

/** The text of a file, undefined where there is none. */
export function fileIn(tree: Tree, path: string): string | undefined {
  for (let layer: Tree | undefined = tree; layer !== undefined; layer = layer.base) {
    const text = layer.changed.get(path);
    if (text !== undefined) return text ?? undefined;
  }
  return undefined;
}

/** The paths of all files, those that came first before the others. */
export function pathsIn(tree: Tree): readonly string[] {
  const layers: Tree[] = [];
  for (let layer: Tree | undefined = tree; layer !== undefined; layer = layer.base) layers.unshift(layer);
  const paths = new Set<string>();
  for (const [path, text] of layers.flatMap(({ changed }) => [...changed])) {
    if (text === null) paths.delete(path);
    else paths.add(path);
  }
  return [...paths];
}

/** The sha of a file's blob, as git computes it. */
export function blobSha(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
