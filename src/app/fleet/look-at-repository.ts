import type { RenderedFile, RenderedRepository } from '../../domain/fleet/rendered.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { blobId } from './blob-id.ts';
import { decideFiles, type FileDecision } from './decide-files.ts';

/** A repository as it is now, and what is to be done about its files. */
export interface RepositoryLook {
  readonly ok: true;
  /** By the name that it has now. */
  readonly place: RepositoryName;
  /** The branch that a pull request goes into, and its head. */
  readonly into: string;
  readonly head: string;
  /** Git's ids of all files of the head, by path. */
  readonly ids: ReadonlyMap<string, string>;
  readonly decisions: readonly FileDecision[];
}

/** Looks at a repository, or says why nothing can be done there. */
export async function lookAtRepository(
  github: GitHub,
  { owner, name, branch, files }: RenderedRepository,
  taken: readonly string[],
): Promise<RepositoryLook | { readonly ok: false; readonly why: string }> {
  const settings = await github.repository({ owner, name });
  const place = { owner: settings.owner, name: settings.name };
  if (settings.archived) return { ok: false, why: 'is archived: unarchive it, or take it out of the fleet' };
  const into = branch ?? settings.defaultBranch;
  const head = await github.commit(place, `heads/${into}`);
  if (head === null) return { ok: false, why: `has no branch ${into}: push one first, or name another in cascade.yml` };
  const ids = await github.files(place, head);
  if (ids === null)
    return { ok: false, why: 'has more files than GitHub lists: commit what `cascade fleet render` writes' };
  const decisions = decideFiles(files, await readTexts(github, place, head, files, ids), taken);
  return { ok: true, place, into, head, ids, decisions };
}

/** Of what could be generated; a text whose id says that it is as it is to be isn't asked for. */
async function readTexts(
  github: GitHub,
  place: RepositoryName,
  head: string,
  files: readonly RenderedFile[],
  ids: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(files.map((file) => [file.path, file.text]));
  const hasActions = files.some(({ path }) => path.startsWith(ACTIONS));
  const texts = new Map<string, string>();
  for (const [path, id] of ids) {
    const text = wanted.get(path);
    const mayBeOurs = path.startsWith(WORKFLOWS) || (hasActions && path.startsWith(ACTIONS));
    if (text !== undefined && blobId(text) === id) texts.set(path, text);
    else if (text !== undefined || mayBeOurs) {
      const file = await github.fileAt(place, path, head);
      if (file !== null) texts.set(path, file.text);
    }
  }
  return texts;
}

/** Where generated files are: everywhere, and in the CI repository. */
const WORKFLOWS = '.github/workflows/';
const ACTIONS = 'actions/';
