import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { askForOne, unlessForbidden } from './errors.ts';
import type { GitHub } from './port.ts';

/** The part of the port about what a repository has set for its releases. */
export function makeReleaseSettings(octokitFor: OctokitFor): Pick<GitHub, 'immutableReleases'> {
  return {
    immutableReleases(repository) {
      const call = { what: 'see whether releases are immutable', repository, permission: 'Administration: read' };
      return unlessForbidden(async () => {
        const setting = await askForOne(call, () =>
          octokitFor(repository).rest.repos.checkImmutableReleases(at(repository)),
        );
        // GitHub's word for "off" is 404.
        return setting?.data.enabled ?? false;
      });
    },
  };
}
