/**
 * The text that ties an actions run to a build attempt: `cascade:<train>/<alias>#<attempt>.<digest>`.
 * The digest covers the train's first execution, the pinned commit and the inputs, so that a train that is
 * started again never takes the runs of the one before it, and a train that was reset finds its own.
 */
export interface Marker {
  readonly train: string;
  readonly alias: string;
  readonly attempt: number;
  /** 8 hexadecimal digits. */
  readonly digest: string;
}

const MARKER =
  /(?<![^\s([{"'])cascade:([A-Za-z0-9._:/+-]+)\/([A-Za-z0-9][A-Za-z0-9._-]*)#([1-9]\d{0,3})\.([0-9a-f]{8})(?![0-9A-Za-z])/;

export function formatMarker({ train, alias, attempt, digest }: Marker): string {
  return `cascade:${train}/${alias}#${attempt}.${digest}`;
}

/** The first marker in a text such as the title of an actions run, or `null`. */
export function findMarker(text: string): Marker | null {
  const [, train, alias, attempt, digest] = MARKER.exec(text) ?? [];
  if (train === undefined || alias === undefined || attempt === undefined || digest === undefined) return null;
  return { train, alias, attempt: Number(attempt), digest };
}

/** What the digest is taken over: the same text for the same train, commit and inputs, whatever the order of the inputs. */
export function markerSubject(
  firstExecutionRunId: string,
  commit: string,
  inputs: Readonly<Record<string, string>>,
): string {
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([firstExecutionRunId, commit, sorted]);
}

/** What ties a release to the train that made it. */
export interface ReleaseMarker {
  readonly train: string;
  /** Of that execution of the train. 8 hexadecimal digits. */
  readonly digest: string;
  /** Digest of the notes as they were written by Cascade, 16 hexadecimal digits. None where people wrote them. */
  readonly seal?: string;
}

/** The marker that a release of ours carries in its notes, as a comment that the page doesn't show. */
export function formatReleaseMarker(train: string, digest: string, seal?: string): string {
  return `<!-- cascade-release:${train}.${digest}${seal === undefined ? '' : ` notes:${seal}`} -->`;
}

const RELEASE_MARKER = /<!-- cascade-release:([A-Za-z0-9._:/+-]+)\.([0-9a-f]{8})(?: notes:([0-9a-f]{16}))? -->/;

/** Which train made the release with these notes, or `null` where none did. */
export function findReleaseMarker(notes: string): ReleaseMarker | null {
  const [, train, digest, seal] = RELEASE_MARKER.exec(notes) ?? [];
  if (train === undefined || digest === undefined) return null;
  return { train, digest, ...(seal === undefined ? {} : { seal }) };
}

/** The notes with that marker in place of the one that they have, else at their end. */
export function withReleaseMarker(notes: string, { train, digest, seal }: ReleaseMarker): string {
  const formatted = formatReleaseMarker(train, digest, seal);
  return RELEASE_MARKER.test(notes) ? notes.replace(RELEASE_MARKER, formatted) : `${notes}\n\n${formatted}`;
}

/** The notes as people read them. */
export function withoutReleaseMarker(notes: string): string {
  return notes.replace(RELEASE_MARKER, '');
}
