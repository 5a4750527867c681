import { fillTemplate, placeholders } from '../template.ts';
import { MANIFEST } from './document-names.ts';
import { changesText, type RepositoryChanges } from './notes-changes.ts';
import {
  filesText,
  type ReleaseSignature,
  imagesText,
  verifyText,
  versionsText,
  warningsText,
} from './notes-sections.ts';
import type { Publication } from './publication.ts';

/** GitHub refuses notes of more characters. */
const MAXIMUM_LENGTH = 125_000;

/** What the seal of the marker takes, which is made once all else is written. */
const ROOM_FOR_SEAL = ' notes:0123456789abcdef'.length;

/** All that the notes of a release tell. */
export interface NotesContent {
  readonly publication: Publication;
  readonly changes: readonly RepositoryChanges[];
  /** The signatures over the checksums; none where the release is unsigned. */
  readonly signatures: readonly ReleaseSignature[];
  /** Whether people still sign it before it is published, so that it is not unsigned. */
  readonly toBeSigned: boolean;
  /** Ties the release to its train (see `formatReleaseMarker`). */
  readonly marker: string;
  /**
   * Markdown with the placeholders `{chain}`, `{version}`, `{changes}`, `{versions}`, `{files}`, `{images}`,
   * `{warnings}` and `{verify}`; `null` for our own. It can't leave out the warnings, nor how to verify.
   */
  readonly template: string | null;
}

const OURS = `{warnings}

## Changes

{changes}

## Versions

{versions}

## Files

{files}

## Verify

{verify}`;

/** The same for a release with container images. */
const OURS_WITH_IMAGES = OURS.replace('## Verify', '## Images\n\n{images}\n\n## Verify');

/** How much of each list the notes hold. */
interface Extent {
  /** Of each repository; `null` leaves out the repositories, too. */
  readonly commits: number | null;
  readonly versions: boolean;
  readonly files: boolean;
  readonly warnings: number;
}

const ALL: Extent = { commits: 250, versions: true, files: true, warnings: 100 };
const LEAST: Extent = { commits: null, versions: false, files: false, warnings: 0 };

/** From the longest to the shortest: what can be read elsewhere with least trouble goes first. */
const EXTENTS: readonly Extent[] = [
  ...[250, 100, 50, 20, 10, 5, 0].map((commits) => ({ ...ALL, commits })),
  { ...ALL, commits: 0, warnings: 10 },
  { ...ALL, commits: 0, warnings: 10, files: false },
  { ...ALL, commits: null, warnings: 10, files: false },
  { ...LEAST, warnings: 10 },
  LEAST,
];

/** The notes of a release, in Markdown: as much as GitHub takes, always with the marker and how to verify the files. */
export function releaseNotes(content: NotesContent): string {
  const ours = content.publication.images.length === 0 ? OURS : OURS_WITH_IMAGES;
  for (const template of content.template === null ? [ours] : [complete(content.template), ours]) {
    for (const extent of EXTENTS) {
      const notes = render(template, content, extent);
      if (notes.length + ROOM_FOR_SEAL <= MAXIMUM_LENGTH) return notes;
    }
  }
  return render(ours, content, LEAST);
}

/** A template that was copied from notes may hold the marker of their train. */
function complete(template: string): string {
  const text = template.replaceAll(/<!--\s*cascade-release:.*?-->/gs, '');
  const named = placeholders(text);
  return [
    ...(named.includes('warnings') ? [] : ['{warnings}']),
    text,
    ...(named.includes('verify') ? [] : ['{verify}']),
  ].join('\n\n');
}

function render(template: string, content: NotesContent, extent: Extent): string {
  const { publication, changes, signatures, toBeSigned, marker } = content;
  const { chain, version, members, files, images, warnings } = publication;
  const text = fillTemplate(template, {
    chain,
    version,
    warnings: warningsText(warnings, toBeSigned || signatures.length > 0, extent.warnings),
    changes: extent.commits === null ? elsewhere(changes.length, 'repositories') : changesText(changes, extent.commits),
    versions: extent.versions ? versionsText(members) : elsewhere(members.length, 'repositories'),
    files: extent.files ? filesText(files) : elsewhere(files.length, 'files'),
    images: extent.files ? imagesText(images) : elsewhere(images.length, 'images'),
    verify: verifyText(signatures),
  });
  return `${text.trim()}\n\n${marker}`;
}

/**
 * Notes in which people have written meanwhile, with the signatures that came since: nothing but our own words on how to
 * verify is replaced. Notes without these, or without room for more, stay as they are.
 */
export function withSignatures(
  notes: string,
  before: readonly ReleaseSignature[],
  after: readonly ReleaseSignature[],
): string {
  // GitHub's page makes every end of a line two characters.
  const lineEnd = notes.includes('\r\n') ? '\r\n' : '\n';
  const written = (signatures: readonly ReleaseSignature[]) => verifyText(signatures).replaceAll('\n', lineEnd);
  const changed = notes.replace(written(before), () => written(after));
  return changed.length <= MAXIMUM_LENGTH ? changed : notes;
}

function elsewhere(count: number, what: string): string {
  return `${count} ${what}: see \`${MANIFEST}\`.`;
}
