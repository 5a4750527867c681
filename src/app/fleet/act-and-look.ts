import { GitHubError } from '../../domain/github-error.ts';

/**
 * Writes, and looks at what is there then: an answer that got lost says nothing, and neither does one that came. A definite
 * refusal is thrown as it is.
 * @param look gives `null` where what was to be written isn't there
 */
export async function actAndLook<T>(
  what: string,
  write: () => Promise<unknown>,
  look: () => Promise<T | null>,
): Promise<T> {
  let failure: GitHubError | null = null;
  try {
    await write();
  } catch (error) {
    if (!(error instanceof GitHubError && ['unavailable', 'conflict'].includes(error.kind))) throw error;
    failure = error;
  }
  const found = await look();
  if (found !== null) return found;
  throw (
    failure ?? new GitHubError('conflict', `${what}, and somebody else changed it: run it again.`, { status: null })
  );
}
