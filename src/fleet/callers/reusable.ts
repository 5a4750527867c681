import type { Fleet, Member } from '../../domain/fleet/fleet.ts';

/** The `uses:` of a reusable actions workflow of the organisation, by its commit. */
export function reusable({ ci }: Fleet, { workflows }: Member, name: string): string {
  return `uses: ${ci.owner}/${ci.name}/.github/workflows/${name}.yml@${workflows.commit} # ${workflows.version}`;
}
