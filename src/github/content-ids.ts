import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { askForOne } from './errors.ts';
import type { GitHub, RepositoryName } from './port.ts';

/** The part of the port about what a commit holds, without its text. */
export function makeContentIds(octokitFor: OctokitFor): Pick<GitHub, 'contentIds' | 'files'> {
  const list = (repository: RepositoryName, commit: string) => {
    const call = { what: `list the files of ${commit}`, repository, permission: 'Contents: read' };
    return askForOne(call, async () => {
      const place = { ...at(repository), tree_sha: commit, recursive: 'true' };
      const { data } = await octokitFor(repository).rest.git.getTree(place);
      // A list that was cut short says nothing of what it leaves out.
      return data.truncated ? null : data.tree;
    });
  };
  return {
    async contentIds(repository, commit, paths) {
      const entries = await list(repository, commit);
      if (entries === null) return null;
      return paths.map((path) => entries.find((entry) => entry.path === path.replace(/\/+$/, ''))?.sha ?? null);
    },

    async files(repository, commit) {
      const entries = await list(repository, commit);
      if (entries === null) return null;
      return new Map(entries.filter(({ type }) => type === 'blob').map(({ path, sha }) => [path, sha]));
    },
  };
}
