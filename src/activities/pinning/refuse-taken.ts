import { fullName, repositoryOf } from '../../domain/chain.ts';
import { adopts, memberTag } from '../../domain/release/order-publishing.ts';
import { wantedTags } from '../../domain/release/publish-order.ts';
import type { GitHub } from '../../github/port.ts';
import type { PinInput, Pins } from '../pin-commits.ts';
import { standingRelease } from '../standing-release.ts';
import { lookAtTags } from '../tag-repositories.ts';

/**
 * Refuses a release whose name or tags are somebody else's before anything is built for it. What stands there is looked
 * at again before there is a draft, and before it is published.
 */
export async function refuseTaken(
  github: GitHub,
  { chain, request, train }: PinInput,
  { pins, target, digest, version }: Pick<Pins, 'pins' | 'target' | 'digest' | 'version'>,
): Promise<void> {
  const { release } = chain;
  if (release === null || target === null || version === null) return;
  const { owner, name } = release;
  const named = { owner, name, tag: version, commit: target.commit };
  const members = pins.flatMap(({ alias, commit }) => {
    const repository = repositoryOf(chain, alias);
    if (repository === undefined) return [];
    return { repository: fullName(repository), commit, tag: memberTag(chain, alias, version) };
  });
  await lookAtTags(github, wantedTags({ ...named, policy: release, members }), release.tags.elsewhere);
  await standingRelease(github, { ...named, train, digest, adopts: adopts(release, chain, request) });
}
