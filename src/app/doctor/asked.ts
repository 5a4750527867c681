import { type Finding, wrong } from '../../domain/finding.ts';
import { GitHubError, type GitHubErrorKind } from '../../domain/github-error.ts';

/** What a check finds; where GitHub refuses to say, that is the finding. */
export async function asked(
  check: string,
  look: () => Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    if (error instanceof GitHubError) return [refusal(check, error)];
    throw error;
  }
}

/** What GitHub answers, or `null` where the token may not ask. */
export async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'forbidden') return null;
    throw error;
  }
}

/** A GitHub that can't be asked, as a finding. */
export function refusal(check: string, { kind, message }: GitHubError): Finding {
  return wrong(check, message, ADVICE[kind]);
}

const LOOK_AGAIN = 'Look again in a while; if it stays so, check what was asked against the page of the repository.';

const ADVICE: Readonly<Record<GitHubErrorKind, string>> = {
  unauthorized: "Check CASCADE_GITHUB_TOKEN, or the App's number and key: wrong, expired or withdrawn.",
  forbidden: 'Give the token or the App the permission for it (docs/github-app.md).',
  'not-found':
    'Check the name in cascade.yml, and that the token or the App covers it: GitHub hides what they may not see.',
  conflict: LOOK_AGAIN,
  invalid: LOOK_AGAIN,
  gone: LOOK_AGAIN,
  'rate-limited': 'Look again when the limit is over, and see what else uses this token or App.',
  unavailable: "Check CASCADE_GITHUB_URL, the network and GitHub's own status page.",
};
