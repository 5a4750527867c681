import type { AnsweredFailure } from './transport-failure.ts';

/** What to do about a refusal that GitHub's own words or headers explain; `null` where they don't. */
export function refusalAdvice({ headers, message }: AnsweredFailure, permission: string): string | null {
  const signOn = /^required;\s*url=(\S+)/.exec(String(headers['x-github-sso'] ?? ''));
  if (signOn !== null) {
    return `The organisation asks for single sign-on: authorise the token for it at ${signOn[1] ?? ''} (good for an hour).`;
  }
  const [, advice] = BY_WORDS.find(([words]) => words.test(message)) ?? [];
  return advice?.(permission) ?? null;
}

const BY_WORDS: readonly (readonly [words: RegExp, advice: (permission: string) => string])[] = [
  [
    /\bSAML enforcement\b/,
    () => 'The organisation asks for single sign-on: authorise the token for it on the page of your tokens.',
  ],
  [
    /\barchived\b/i,
    () => 'An archived repository takes no writes: unarchive it in its settings, or take it out of the chain.',
  ],
  [
    /\bIssues (?:has been|are) disabled\b/,
    () => 'Turn issues on in the settings of the repository, or let the chain tell another one (tells.issue).',
  ],
  [
    /\bnot accessible by integration\b/,
    (permission) =>
      `Give the GitHub App the permission ${permission}, and accept the change where it is installed; it counts within ten minutes.`,
  ],
  [
    /\bnot accessible by personal access token\b/,
    (permission) =>
      `Give the token the permission ${permission} on this repository; its organisation may have to approve that.`,
  ],
];
