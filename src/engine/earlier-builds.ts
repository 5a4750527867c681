import { type Client, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { ActionsRunRef, ArtifactReport } from '../domain/actions-run.ts';
import { buildId } from '../domain/ids.ts';
import type { BuildResult } from '../domain/train-state.ts';

/** A build that succeeded in an earlier train, or why there is none. */
export type EarlierBuild =
  | {
      readonly ok: true;
      readonly commit: string;
      readonly run: ActionsRunRef | null;
      readonly artifacts: readonly ArtifactReport[];
    }
  | { readonly ok: false; readonly why: string };

/** What builds of other trains came to. */
export interface EarlierBuilds {
  read(train: string, alias: string): Promise<EarlierBuild>;
}

/** Reads them from Temporal, for as long as it keeps them. */
export function makeEarlierBuilds(client: Client): EarlierBuilds {
  return {
    async read(train, alias) {
      const id = buildId(train, alias);
      try {
        const handle = client.workflow.getHandle(id);
        const { closeTime } = await handle.describe();
        if (closeTime === undefined) return { ok: false, why: `${id} still runs` };
        // Only the workflow of a build has such an id.
        const { commit, run, artifacts } = (await handle.result()) as BuildResult;
        return { ok: true, commit, run, artifacts };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) {
          return { ok: false, why: `Temporal knows no build ${id}: it never ran, or was too long ago` };
        }
        if (error instanceof WorkflowFailedError) return { ok: false, why: `${id} did not succeed` };
        throw error;
      }
    },
  };
}
