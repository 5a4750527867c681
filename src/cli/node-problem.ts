const OLDEST_MAJOR = 24;

/** What is wrong with a version of Node such as `22.1.0`, and what to do; `null` where it suffices. */
export function nodeProblem(version: string): string | null {
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return null;
  return (
    `Cascade needs Node ${OLDEST_MAJOR} or newer, and this is Node ${version}. ` +
    'The clone brings its own: run `npx cascade …` or `npm run …` after `npm ci`.'
  );
}
