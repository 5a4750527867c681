import type { VersionsUpdate } from '../config/versions-toml-update.ts';
import type { PublishedMember } from '../domain/release/publication.ts';
import type { VersionsEntry, VersionsFile } from '../domain/release/versions-file.ts';
import type { GitHub } from '../github/port.ts';

/** What the file of versions is to say of the members of a release, by the names that it gives them. */
export async function versionUpdates(
  github: Pick<GitHub, 'commit'>,
  members: readonly PublishedMember[],
  { entries }: VersionsFile,
): Promise<Readonly<Record<string, VersionsUpdate>>> {
  const updates: [string, VersionsUpdate][] = [];
  for (const member of members) {
    const name = [member.alias, nameOf(member)].find((candidate) => Object.hasOwn(entries, candidate));
    const entry = name === undefined ? undefined : entries[name];
    if (name !== undefined && entry !== undefined) updates.push([name, await updateOf(github, member, entry)]);
  }
  return Object.fromEntries(updates);
}

/** A member that got no tag is known by its commit alone; a tag that is on another commit would contradict it. */
async function updateOf(
  github: Pick<GitHub, 'commit'>,
  member: PublishedMember,
  entry: VersionsEntry,
): Promise<VersionsUpdate> {
  const { tag, commit } = member;
  if (tag !== null) return { version: tag.replace(/^v/, ''), tag, commit };
  if (entry.tag === null || entry.commit === commit) return { commit };
  const [owner = ''] = member.repository.split('/');
  const tagged = await github.commit({ owner, name: nameOf(member) }, `tags/${entry.tag}`);
  return tagged === commit ? { commit } : { tag: '', commit };
}

function nameOf({ repository }: PublishedMember): string {
  return repository.split('/')[1] ?? '';
}
