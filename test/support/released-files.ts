import type { TestCascade } from './assemble.ts';

/** The files of the one published release there, as a consumer downloads them: name to text. */
export async function releasedFiles(
  { simulator }: Pick<TestCascade, 'simulator'>,
  repository: string,
): Promise<ReadonlyMap<string, string>> {
  const [release, ...others] = simulator.releases(repository).filter(({ draft }) => !draft);
  if (release === undefined || others.length > 0) throw new Error(`${repository} should have one published release`);
  const files = release.assets.map(async ({ name, url }) => [name, await (await fetch(url)).text()] as const);
  return new Map(await Promise.all(files));
}
