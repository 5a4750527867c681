/** What a repository of the fleet is written in; `commands` is for everything that says itself what to run. */
export const LANGUAGES = ['rust', 'node', 'go', 'commands', 'docs'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The checks that CI knows of each language, in the order in which a person reads them; `commands` names its own. */
export const KNOWN_CHECKS: Readonly<Record<Exclude<Language, 'commands'>, readonly string[]>> = {
  rust: ['test', 'clippy', 'fmt', 'docs', 'audit'],
  node: ['test', 'lint', 'build', 'audit'],
  go: ['test', 'vet', 'fmt', 'audit'],
  docs: [],
};
