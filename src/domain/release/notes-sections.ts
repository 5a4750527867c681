import { MANIFEST, SHA256SUMS } from './document-names.ts';
import { pullReference } from './images.ts';
import { link, plainMarkdown, table } from './markdown.ts';
import type { PublishedImage, PublishedMember } from './publication.ts';
import type { ReleaseFile } from './release-file.ts';

/** What a reader must know before anything else: that nobody signed the release, and what was found wrong with it. */
export function warningsText(warnings: readonly string[], isSigned: boolean, most: number): string {
  const lines = warnings.slice(0, most).map(plainMarkdown);
  if (!isSigned) lines.unshift(UNSIGNED);
  if (warnings.length > most) lines.push(`${warnings.length - most} more warnings: see \`${MANIFEST}\`.`);
  return lines.length === 0 ? '' : ['> [!WARNING]', ...lines.map((line) => `> - ${line}`)].join('\n');
}

const UNSIGNED = '**This release is not signed.** Its checksums show damage, but not who made the files.';

/** Which repository is in the release, at which version and commit. */
export function versionsText(members: readonly PublishedMember[]): string {
  return table(['repository', 'version', 'commit', ''], members.map(versionRow));
}

function versionRow({ alias, repository, ref, tag, commit, work, run }: PublishedMember): readonly string[] {
  const done = run === null ? DONE[work] : link(DONE[work], run.url);
  // GitHub makes a link of `owner/name@commit`.
  return [plainMarkdown(alias), plainMarkdown(tag ?? ref), `${repository}@${commit}`, done];
}

const DONE = { build: 'built', verify: 'verified', nothing: 'nothing to build' } as const;

/** Every file with its size and digest. */
export function filesText(files: readonly ReleaseFile[]): string {
  const rows = files.map(({ name, size, sha256 }) => [plainMarkdown(name), String(size), `\`${sha256}\``]);
  return table(['file', 'bytes', 'SHA-256'], rows);
}

/** Every container image by its tag, and by what stays the same whatever becomes of the tag. */
export function imagesText(images: readonly PublishedImage[]): string {
  const rows = images.map((image) => [`\`${image.reference}\``, `\`${pullReference(image)}\``]);
  return rows.length === 0 ? '' : table(['image', 'by digest'], rows);
}

/** A signature over the checksums of a release: its file, and the fingerprint of its key. */
export interface ReleaseSignature {
  readonly name: string;
  readonly by: string;
}

/** How anybody checks the files, with Cascade and without. */
export function verifyText(signatures: readonly ReleaseSignature[]): string {
  const steps = [
    ...signatures.map(({ name }) => `gpg --verify ${name} ${SHA256SUMS}`),
    `sha256sum -c ${SHA256SUMS}`,
    'cascade verify .',
  ];
  const keys = signatures.map(({ by }) => `\`${by}\``).join(', ');
  const key = keys === '' ? [] : ['', `Signed with the OpenPGP key${signatures.length > 1 ? 's' : ''} ${keys}.`];
  return ['In a folder with all files of this release:', '', '```sh', ...steps, '```', ...key].join('\n');
}
