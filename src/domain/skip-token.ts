// https://docs.github.com/actions/how-tos/manage-workflow-runs/skip-workflow-runs
const SKIP_TOKENS = ['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]'];

/** The text in a commit's message for which GitHub starts no actions run of its push; `null` where there is none. */
export function findSkipToken(message: string): string | null {
  return SKIP_TOKENS.find((token) => message.includes(token)) ?? null;
}
