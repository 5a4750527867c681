import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { askForOne } from './errors.ts';
import type { GitHub } from './port.ts';

/** The part of the port about what a commit holds, without its text. */
export function makeContentIds(octokitFor: OctokitFor): Pick<GitHub, 'contentIds'> {
  return {
    contentIds(repository, commit, paths) {
      const call = { what: `list the files of ${commit}`, repository, permission: 'Contents: read' };
      return askForOne(call, async () => {
        const place = { ...at(repository), tree_sha: commit, recursive: 'true' };
        const { data } = await octokitFor(repository).rest.git.getTree(place);
        // A list that was cut short says nothing of what it leaves out.
        if (data.truncated) return null;
        return paths.map((path) => data.tree.find((entry) => entry.path === path.replace(/\/+$/, ''))?.sha ?? null);
      });
    },
  };
}
