import { assertNever } from '../../domain/exhaustive.ts';
import type { RenderedFile } from '../../domain/fleet/rendered.ts';
import { driftOf, type FileDrift } from '../../fleet/drift.ts';

/** What is to be done about one file of a repository, and why. */
export interface FileDecision {
  readonly path: string;
  readonly action:
    | 'write'
    | 'remove'
    /** It stays as it is, and a person has to look at it. */
    | 'leave';
  /** Completes a sentence that begins with the path. */
  readonly why: string;
  /** What it is to hold; `null` unless it is written. */
  readonly text: string | null;
}

/**
 * Decides about every file that isn't as it is generated. What a person wrote or changed is left to people, unless its path
 * is among those that may be taken over.
 * @param found texts of the files that the repository has, by path
 */
export function decideFiles(
  rendered: readonly RenderedFile[],
  found: ReadonlyMap<string, string>,
  taken: readonly string[],
): readonly FileDecision[] {
  return driftOf(rendered, found).map((drift) => decide(drift, taken.includes(drift.path)));
}

function decide({ path, state, text }: FileDrift, isTaken: boolean): FileDecision {
  const write = (why: string): FileDecision => ({ path, action: 'write', why, text });
  const leave = (why: string): FileDecision => ({ path, action: 'leave', why, text: null });
  switch (state) {
    case 'missing':
      return write('is missing');
    case 'outdated':
      return write('is out of date');
    case 'changed':
      return isTaken ? write('loses what was changed by hand') : leave(`${CHANGED}: ${TO_KEEP}`);
    case 'hand-written':
      return isTaken ? write('was written by hand, and is taken over') : leave(HAND_WRITTEN);
    case 'left-over':
      return { path, action: 'remove', why: 'is generated no longer', text: null };
    case 'left-over-changed':
      return leave(`is generated no longer, and ${CHANGED}: remove it by hand`);
    default:
      return assertNever(state);
  }
}

const CHANGED = 'was changed by hand since it was generated';
const TO_KEEP = 'say it in cascade.yml, mark the file as owned, or drop the change with --take';
const HAND_WRITTEN =
  'was written by hand: see what of it is covered with `cascade fleet adopt`, then mark it as owned or take it over with --take';
