/**
 * How a text leaves an action's commit open: `uses: actions/checkout@pinned`, ours `uses: CI/actions/setup@pinned`. At the end
 * of its line, since the version that is put in with the commit is a comment.
 */
const OPEN = /\b(uses: )([^\s@'"]+)@pinned[ \t]*$/gm;

/** The text with what `pinOf` gives for each action that it leaves open. */
export function fillPins(text: string, pinOf: (action: string) => string): string {
  return text.replace(OPEN, (_, uses: string, action: string) => `${uses}${pinOf(action)}`);
}

/** The actions that a text leaves open, in its order. */
export function openPins(text: string): readonly string[] {
  return Array.from(text.matchAll(OPEN), ([, , action]) => action ?? '');
}
