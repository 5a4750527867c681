import type { RenderedFile } from '../domain/fleet/rendered.ts';
import { readHeader } from './header.ts';

/**
 * How a file differs from what is generated. `outdated` and `left-over` are ours as they were once generated; `changed` and
 * `left-over-changed` were changed by hand since, and `hand-written` was never generated.
 */
export type DriftState = 'missing' | 'outdated' | 'changed' | 'hand-written' | 'left-over' | 'left-over-changed';

/** A file that isn't as it is generated. */
export interface FileDrift {
  readonly path: string;
  readonly state: DriftState;
  /** What it is to hold; `null` where it is not to be there. */
  readonly text: string | null;
}

/** All drift of a repository, given the texts of what it has; what it keeps as its own never drifts. */
export function driftOf(rendered: readonly RenderedFile[], found: ReadonlyMap<string, string>): readonly FileDrift[] {
  const paths = new Set(rendered.map(({ path }) => path));
  return [
    ...rendered.flatMap((file) => driftOfFile(file, found.get(file.path))),
    ...Array.from(found).flatMap(([path, text]) => (paths.has(path) ? [] : leftOver(path, text))),
  ];
}

/** Whether nothing is lost when the file is written, or removed. */
export function isSafe(state: DriftState): boolean {
  return state === 'missing' || state === 'outdated' || state === 'left-over';
}

function driftOfFile({ path, text, owned }: RenderedFile, found: string | undefined): readonly FileDrift[] {
  if (owned || found?.replaceAll('\r\n', '\n') === text) return [];
  if (found === undefined) return [{ path, state: 'missing', text }];
  const header = readHeader(found);
  if (header === null) return [{ path, state: 'hand-written', text }];
  return [{ path, state: header.intact ? 'outdated' : 'changed', text }];
}

function leftOver(path: string, found: string): readonly FileDrift[] {
  const header = readHeader(found);
  if (header === null) return [];
  return [{ path, state: header.intact ? 'left-over' : 'left-over-changed', text: null }];
}
