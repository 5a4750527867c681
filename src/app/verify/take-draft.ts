import { mkdir, readdir } from 'node:fs/promises';
import type { Environment } from '../../config/environment.ts';
import type { Chain } from '../../domain/chain.ts';
import { GitHubError } from '../../domain/github-error.ts';
import { findReleaseMarker } from '../../domain/marker.ts';
import { type Verification, verifyRelease } from '../../domain/release/verification.ts';
import type { PublishedFile, PublishedRelease } from '../../domain/train-state.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { releaseTarget } from '../release-target.ts';
import { UserError } from '../user-error.ts';
import { downloadFiles } from './download-release.ts';
import { readFolder } from './read-folder.ts';

/** The draft that a trial ended with. */
export interface TrialDraft {
  readonly train: string;
  readonly release: PublishedRelease;
}

/** What became of a trial's draft. */
export interface TakenDraft {
  readonly verification: Verification;
  /** Names of files that are not those which the train uploaded: somebody changed the draft meanwhile. */
  readonly changed: readonly string[];
  /** Why the draft is still there; `null` where it was removed. */
  readonly left: string | null;
}

/** Takes the files of a draft to where they are wanted. */
export type TakeDraft = (draft: TrialDraft, signal: AbortSignal) => Promise<TakenDraft>;

/**
 * Makes ready for the draft of a trial, whose files are to be in the folder: downloaded, verified, and the draft
 * removed. Throws a UserError for all that can be known before the trial begins.
 */
export async function readyForDraft(environment: Environment, chain: Chain, folder: string): Promise<TakeDraft> {
  const { github, target } = releaseTarget(environment, chain);
  await emptyFolder(folder);
  return async ({ train, release }, signal) => {
    await downloadFiles(github, target, release.id, folder, signal);
    const found = await readFolder(folder, [], { tag: release.tag, draft: true, commit: null });
    const verification = verifyRelease(found);
    const changed = differences(release.files, found.files);
    const good = verification.passed && changed.length === 0;
    const left = good ? await removeDraft(github, target, release.id, train) : 'what was downloaded is not right';
    return { verification, changed, left };
  };
}

async function emptyFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    throw new UserError(`--to: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UserError(`--to: ${folder} is not empty. Name one that is, or that isn't there yet.`);
}

function differences(expected: readonly PublishedFile[], found: readonly PublishedFile[]): readonly string[] {
  const [before, after] = [digests(expected), digests(found)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

function digests(files: readonly PublishedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ name, sha256 }) => [name, sha256]));
}

/** Removes the draft if it still is one, and of that train: people may have done anything with it meanwhile. */
async function removeDraft(
  github: GitHub,
  target: RepositoryName,
  id: number,
  train: string,
): Promise<TakenDraft['left']> {
  try {
    const release = await github.release(target, id);
    if (release === null) return null;
    if (!release.draft) return 'somebody has published it';
    if (findReleaseMarker(release.notes)?.train !== train) return "somebody has taken the train's marker out of it";
    await github.deleteRelease(target, id);
    return null;
  } catch (error) {
    if (error instanceof GitHubError) return error.message;
    throw error;
  }
}
