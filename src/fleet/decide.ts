import { isCiRepository, type RenderedFile, type RenderedRepository } from '../domain/fleet/rendered.ts';
import { type Header, readHeader } from './header.ts';

/**
 * How a file differs from what is generated. `outdated` and `left-over` are ours as they were once generated; `changed` and
 * `left-over-changed` were changed by hand since, and `hand-written` was never generated. `undispatchable` is what Cascade is
 * to dispatch on a branch, and GitHub can't, because the default branch doesn't have it.
 */
export type FileState =
  | 'missing'
  | 'outdated'
  | 'changed'
  | 'hand-written'
  | 'of-another-chain'
  | 'left-over'
  | 'left-over-changed'
  | 'undispatchable';

/** What is to be done about one file of a repository that isn't as it is generated, and why. */
export interface FileDecision {
  readonly path: string;
  readonly state: FileState;
  readonly action:
    | 'write'
    | 'remove'
    /** It stays as it is, and a person has to look at it. */
    | 'leave';
  /** Completes a sentence that begins with the path. */
  readonly why: string;
  /** What it is to hold; `null` where it is not to be there. */
  readonly text: string | null;
}

/** What follows from a state. */
interface Verdict {
  readonly action: FileDecision['action'];
  readonly why: string;
  /** Why it is written all the same where a person takes it over; without it, that can't be. */
  readonly taken?: string;
}

const CHANGED = 'was changed by hand since it was generated';

const VERDICTS: Readonly<Record<FileState, Verdict>> = {
  missing: { action: 'write', why: 'is missing' },
  outdated: { action: 'write', why: 'is out of date' },
  changed: {
    action: 'leave',
    why: `${CHANGED}: say it in cascade.yml, mark the file as owned, or drop the change with --take`,
    taken: 'loses what was changed by hand',
  },
  'hand-written': {
    action: 'leave',
    why: 'was written by hand: see what of it is covered with `cascade fleet adopt`, then mark it as owned or take it over with --take',
    taken: 'was written by hand, and is taken over',
  },
  'of-another-chain': {
    action: 'leave',
    why: 'was generated from another chain, as its first line says: let the repository be a member of one, or take the file over with --take',
    taken: 'was generated from another chain, and is taken over',
  },
  'left-over': { action: 'remove', why: 'is generated no longer' },
  'left-over-changed': { action: 'leave', why: `is generated no longer, and ${CHANGED}: remove it by hand` },
  undispatchable: {
    action: 'leave',
    why: 'is not like this on the default branch, and GitHub dispatches only what is there: commit it there, too',
  },
};

/**
 * Decides about every file of a repository that isn't as it is generated. What a person wrote or changed is left to people,
 * unless it is taken over, and what the repository keeps as its own is left alone.
 * @param found texts of the files that the repository has, by path
 * @param takes whether the file at that path is taken over, whoever wrote it
 */
export function decideFiles(
  repository: RenderedRepository,
  found: ReadonlyMap<string, string>,
  takes: (path: string) => boolean,
): readonly FileDecision[] {
  const { files, owned } = repository;
  const wanted = new Set(files.map(({ path }) => path));
  const isOpen = ({ path }: { readonly path: string }) => !owned.includes(path);
  const others = Array.from(found, ([path, text]) => ({ path, text })).filter(({ path }) => !wanted.has(path));
  return [
    ...files.filter(isOpen).flatMap((file) => {
      const state = stateOf(repository, file, found.get(file.path));
      return state === null ? [] : [decide(file.path, state, file.text, takes(file.path))];
    }),
    ...others.filter(isOpen).flatMap(({ path, text }) => {
      const header = readHeader(text);
      if (header === null || !isOurs(repository, header)) return [];
      return [decide(path, header.intact ? 'left-over' : 'left-over-changed', null)];
    }),
  ];
}

/** What follows for a file of that state. */
export function decide(path: string, state: FileState, text: string | null, isTaken = false): FileDecision {
  const { action, why, taken } = VERDICTS[state];
  if (isTaken && taken !== undefined) return { path, state, action: 'write', why: taken, text };
  return { path, state, action, why, text };
}

/** Whether the file is written only because a person takes it over. */
export function isTakenOver({ state, action }: FileDecision): boolean {
  return action === 'write' && VERDICTS[state].action === 'leave';
}

function stateOf({ chains }: RenderedRepository, { text }: RenderedFile, found: string | undefined): FileState | null {
  if (found === undefined) return 'missing';
  if (found.replaceAll('\r\n', '\n') === text) return null;
  const header = readHeader(found);
  if (header === null) return 'hand-written';
  if (header.chain !== null && !chains.includes(header.chain)) return 'of-another-chain';
  return header.intact ? 'outdated' : 'changed';
}

/** Another chain's files are that one's affair, and what belongs to no chain is that of the CI repository. */
function isOurs(repository: RenderedRepository, { chain }: Header): boolean {
  return chain === null ? isCiRepository(repository) : repository.chains.includes(chain);
}
