import { generatedFolders, type RenderedRepository } from '../../domain/fleet/rendered.ts';
import type { FileDecision } from '../../fleet/decide.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { blobId } from './blob-id.ts';

/** A repository as it is now. */
export interface RepositoryLook {
  readonly ok: true;
  /** By the name that it has now. */
  readonly place: RepositoryName;
  readonly defaultBranch: string;
  /** The branch that a pull request goes into, and its head. */
  readonly into: string;
  readonly head: string;
  /** Git's ids of all files of the head, by path. */
  readonly ids: ReadonlyMap<string, string>;
  /** Texts of those that could be generated, by path. */
  readonly found: ReadonlyMap<string, string>;
}

/** A repository as it is now, and what is to be done about its files. */
export interface DecidedLook extends RepositoryLook {
  readonly decisions: readonly FileDecision[];
}

/** Looks at a repository, or says why nothing can be done there. */
export async function lookAtRepository(
  github: GitHub,
  rendered: RenderedRepository,
): Promise<RepositoryLook | { readonly ok: false; readonly why: string }> {
  const { owner, name, defaultBranch, archived } = await github.repository(rendered);
  const place = { owner, name };
  if (archived) return { ok: false, why: 'is archived: unarchive it, or take it out of the fleet' };
  const into = rendered.branch ?? defaultBranch;
  const head = await github.commit(place, `heads/${into}`);
  if (head === null) return { ok: false, why: `has no branch ${into}: push one first, or name another in cascade.yml` };
  const ids = await github.files(place, head);
  if (ids === null)
    return { ok: false, why: 'has more files than GitHub lists: commit what `cascade fleet render` writes' };
  const found = await readTexts(github, { place, head, ids }, rendered);
  return { ok: true, place, defaultBranch, into, head, ids, found };
}

/** Of what could be generated; a text whose id says that it is as it is to be isn't asked for. */
async function readTexts(
  github: GitHub,
  { place, head, ids }: Pick<RepositoryLook, 'place' | 'head' | 'ids'>,
  rendered: RenderedRepository,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(rendered.files.map((file) => [file.path, file.text]));
  const folders = generatedFolders(rendered);
  const texts = new Map<string, string>();
  for (const [path, id] of ids) {
    const text = wanted.get(path);
    const mayBeOurs = folders.some((folder) => path.startsWith(`${folder}/`));
    if (text !== undefined && blobId(text) === id) texts.set(path, text);
    else if (text !== undefined || mayBeOurs) {
      const file = await github.fileAt(place, path, head);
      if (file !== null) texts.set(path, file.text);
    }
  }
  return texts;
}
