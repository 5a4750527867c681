import type { Environment } from '../config/environment.ts';
import { type Chain, fullName } from '../domain/chain.ts';
import { compareVersions, parseVersion } from '../domain/release/semantic-version.ts';
import { releaseTarget } from './release-target.ts';
import { UserError } from './user-error.ts';

/** The highest version that the chain has published, pre-releases included. Throws a UserError where there is none. */
export async function lastVersion(environment: Environment, chain: Chain): Promise<string> {
  const { github, target } = releaseTarget(environment, chain);
  const published = (await github.releases(target)).filter(({ draft }) => !draft);
  const versions = published.flatMap(({ tag }) => {
    const version = parseVersion(tag);
    return version === null ? [] : [{ tag, version }];
  });
  const [last] = versions.sort((a, b) => compareVersions(b.version, a.version));
  if (last !== undefined) return last.tag;
  throw new UserError(`${fullName(target)} has no release of a version yet: say what comes before by --of VERSION.`);
}
