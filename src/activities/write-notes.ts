import { heartbeat } from '@temporalio/activity';
import { formatReleaseMarker, withReleaseMarker } from '../domain/marker.ts';
import { releaseNotes } from '../domain/release/notes.ts';
import type { RepositoryChanges } from '../domain/release/notes-changes.ts';
import type { ReleaseSignature } from '../domain/release/notes-sections.ts';
import type { Publication, PublishedMember } from '../domain/release/publication.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { readManifest } from './read-manifest.ts';
import { hasPersonsWords, sealed } from './sealed-notes.ts';
import { removed } from './staging/files-of-release.ts';

export interface NotesInput extends RepositoryName {
  readonly releaseId: number;
  readonly digest: string;
  readonly publication: Publication;
  readonly signatures: readonly ReleaseSignature[];
  /** Whether people still sign it before it is published. */
  readonly toBeSigned: boolean;
  /** Path of a template in the repository of the release. */
  readonly template: string | null;
}

/**
 * Writes the notes into the draft: what changed since the release before, and how to check the files. Where a person has
 * written some, these stay, and only the marker is seen to.
 */
export function writeNotes({ github }: Pick<Dependencies, 'github'>) {
  return async function writeNotes(input: NotesInput): Promise<void> {
    await withGitHubFailures(async () => {
      const { publication, signatures, toBeSigned, releaseId, digest } = input;
      const repository = { owner: input.owner, name: input.name };
      const template = await readTemplate(github, repository, input);
      const before = await commitsBefore(github, repository, publication);
      const changes: RepositoryChanges[] = [];
      for (const member of publication.members) {
        changes.push(await changesOf(github, member, before.get(member.alias) ?? null));
        heartbeat();
      }
      const marker = { train: publication.train, digest };
      const content = { publication, changes, signatures, toBeSigned, template };
      const ours = sealed(releaseNotes({ ...content, marker: formatReleaseMarker(publication.train, digest) }));
      // Only now, as all of the above takes its time.
      const release = await github.release(repository, releaseId);
      if (release === null) throw removed({ ...repository, releaseId, adopted: false });
      const notes = hasPersonsWords(release.notes) ? withReleaseMarker(release.notes, marker) : ours;
      if (notes !== release.notes) await github.updateNotes(repository, releaseId, publication.tag, notes);
    });
  };
}

async function readTemplate(
  github: GitHub,
  repository: RepositoryName,
  { template, publication }: NotesInput,
): Promise<string | null> {
  if (template === null) return null;
  const file = await github.fileAt(repository, template, publication.commit);
  if (file !== null) return file.text;
  throw refused(
    `There is no ${template} at ${publication.commit} in ${publication.repository}, which "notes" of the configuration names.`,
  );
}

/** The commits of the last release with a manifest that is of the same sort; empty where there is none. */
async function commitsBefore(
  github: GitHub,
  repository: RepositoryName,
  { tag, kind }: Publication,
): Promise<ReadonlyMap<string, string>> {
  const published = (await github.releases(repository))
    .filter((release) => !release.draft && release.tag !== tag && (kind === 'nightly' || !release.prerelease))
    .sort((a, b) => b.at - a.at);
  for (const release of published.slice(0, LOOKED_THROUGH)) {
    const manifest = await readManifest(github, repository, release.id);
    if (manifest !== null) return new Map(manifest.repositories.map(({ alias, commit }) => [alias, commit]));
    heartbeat();
  }
  return new Map();
}

/** Older ones were made without Cascade, or are too old to tell much. */
const LOOKED_THROUGH = 5;

async function changesOf(
  github: GitHub,
  { alias, repository, commit }: PublishedMember,
  since: string | null,
): Promise<RepositoryChanges> {
  if (since === null) return { alias, repository, since, comparison: null };
  if (since === commit) return { alias, repository, since, comparison: { url: '', total: 0, commits: [] } };
  const [owner = '', name = ''] = repository.split('/');
  return { alias, repository, since, comparison: await github.compare({ owner, name }, since, commit) };
}
