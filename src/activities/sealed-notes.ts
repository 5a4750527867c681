import { createHash } from 'node:crypto';
import { findReleaseMarker, withoutReleaseMarker, withReleaseMarker } from '../domain/marker.ts';

/** The notes with a seal in their marker, by which it shows later whether a person has changed them. */
export function sealed(notes: string): string {
  const marker = findReleaseMarker(notes);
  return marker === null ? notes : withReleaseMarker(notes, { ...marker, seal: sealOf(notes) });
}

/** Whether a person wrote into these notes: Cascade's own have their seal, or say nothing yet. */
export function hasPersonsWords(notes: string): boolean {
  return textOf(notes) !== '' && findReleaseMarker(notes)?.seal !== sealOf(notes);
}

function sealOf(notes: string): string {
  return createHash('sha256').update(textOf(notes)).digest('hex').slice(0, 16);
}

/** GitHub's page makes every end of a line two characters, also where nothing was changed. */
function textOf(notes: string): string {
  return withoutReleaseMarker(notes).replaceAll('\r\n', '\n').trim();
}
