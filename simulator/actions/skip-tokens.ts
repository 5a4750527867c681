/** From GitHub's documentation of skipped runs. */
const skipTokens = ['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]'];

/** Whether a commit's message keeps what runs on push from running. */
export function skipsActions(message: string): boolean {
  return skipTokens.some((token) => message.includes(token));
}
