import { buildPlaces } from '../build-place.ts';
import { type Chain, fullName } from '../chain.ts';
import { publishSteps } from './publish-steps.ts';

/** A repository in which builds are dispatched on tags of ours. */
export interface HeldPlace {
  readonly owner: string;
  readonly name: string;
  /** Of the builds and publish steps that are dispatched there. */
  readonly aliases: readonly string[];
}

/** How every tag begins on which a build is dispatched whose commit is no head. */
export const HELD_TAGS = 'cascade/';

/** Where the chain's trains may have left tags behind on which they dispatched. */
export function heldPlaces(chain: Chain): readonly HeldPlace[] {
  const dispatched = [
    ...buildPlaces([chain]).map(({ alias, place }) => ({ alias, place })),
    ...publishSteps(chain, 'release').map(({ asBuild, repository }) => ({ alias: asBuild.alias, place: repository })),
  ];
  const byPlace = Map.groupBy(dispatched, ({ place }) => fullName(place).toLowerCase());
  return [...byPlace.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { owner, name } = first.place;
    return { owner, name, aliases: [first, ...others].map(({ alias }) => alias) };
  });
}

/** Whether a train of the chain made this tag there: people name theirs otherwise. */
export function isHeldTag(tag: string, { aliases }: HeldPlace): boolean {
  const [, alias] = /^cascade\/(.+)-[0-9a-f]{8}$/.exec(tag) ?? [];
  return alias !== undefined && aliases.includes(alias);
}
