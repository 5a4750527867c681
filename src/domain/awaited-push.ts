import type { Chain } from './chain.ts';
import type { PushPolicy } from './push-policy.ts';

/** A repository of a chain whose pushes wait for actions runs of their own. */
export interface AwaitedPush {
  readonly chain: string;
  readonly alias: string;
  readonly owner: string;
  readonly name: string;
  /** The branch whose head is built; `null` for the default branch. */
  readonly branch: string | null;
  /** Branches that are watched besides, where the repository has them. */
  readonly lines: readonly string[];
  readonly policy: PushPolicy;
}

/** Every repository of the chains where a push waits for actions runs. */
export function awaitedPushes(chains: readonly Chain[]): readonly AwaitedPush[] {
  return chains.flatMap(({ name: chain, repositories, triggers }) =>
    repositories
      .filter(({ push }) => push.workflows.length > 0)
      .map(({ alias, owner, name, branch, push: policy }) => {
        return { chain, alias, owner, name, branch, lines: triggers.pushBranches, policy };
      }),
  );
}
