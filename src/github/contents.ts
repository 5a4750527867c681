import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask, askForOne, couldNot } from './errors.ts';
import type { GitHub, RepositoryName } from './port.ts';
import type { FileAt } from './port-code.ts';

/** The part of the port about single files. */
export function makeContents(octokitFor: OctokitFor): Pick<GitHub, 'file' | 'fileAt' | 'commitFile'> {
  return {
    async file(repository, path) {
      return (await readFile(octokitFor, repository, path, null))?.text ?? null;
    },

    fileAt(repository, path, ref) {
      return readFile(octokitFor, repository, path, ref);
    },

    async commitFile(repository, { path, branch, text, message, previous }) {
      await ask({ what: `commit ${path} to ${branch}`, repository, permission: 'Contents: write' }, () =>
        octokitFor(repository).rest.repos.createOrUpdateFileContents({
          ...at(repository),
          path,
          branch,
          message,
          content: Buffer.from(text).toString('base64'),
          ...(previous === null ? {} : { sha: previous }),
        }),
      );
    },
  };
}

/** A file at a branch, tag or commit, `null` for the default branch; `null` where there is none. */
export function readFile(
  octokitFor: OctokitFor,
  repository: RepositoryName,
  path: string,
  ref: string | null,
): Promise<FileAt | null> {
  const call = { what: `read ${path}`, repository, permission: 'Contents: read' };
  return askForOne(call, async () => {
    const place = { ...at(repository), path, ...(ref === null ? {} : { ref }) };
    const { data } = await octokitFor(repository).rest.repos.getContent(place);
    if (!('content' in data)) return null;
    // Over 1 MB GitHub gives an empty text, which would pass for an empty file.
    if (data.encoding !== 'base64') {
      const text = `${couldNot(call)}: its ${data.size} bytes are more than GitHub gives as text. Check that this is the file that is meant.`;
      throw new GitHubError('invalid', text, { status: 200 });
    }
    return { text: Buffer.from(data.content, 'base64').toString(), blob: data.sha };
  });
}
