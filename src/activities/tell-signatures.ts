import { withSignatures } from '../domain/release/notes.ts';
import type { ReleaseSignature } from '../domain/release/notes-sections.ts';
import type { RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { hasPersonsWords, sealed } from './sealed-notes.ts';
import { removed } from './staging/files-of-release.ts';

interface TellInput extends RepositoryName {
  readonly releaseId: number;
  /** The signatures that the notes tell of already, and all of them. */
  readonly before: readonly ReleaseSignature[];
  readonly after: readonly ReleaseSignature[];
}

/** Writes into the notes of a draft who has signed since they were written, and leaves what people wrote there. */
export function tellSignatures({ github }: Pick<Dependencies, 'github'>) {
  return async function tellSignatures({ releaseId, before, after, ...repository }: TellInput): Promise<void> {
    await withGitHubFailures(async () => {
      const release = await github.release(repository, releaseId);
      if (release === null) throw removed({ ...repository, releaseId, adopted: false });
      const told = withSignatures(release.notes, before, after);
      const notes = hasPersonsWords(release.notes) ? told : sealed(told);
      if (notes !== release.notes) await github.updateNotes(repository, releaseId, release.tag, notes);
    });
  };
}
