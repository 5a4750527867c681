import { type Client, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { ActionsRunRef, ArtifactReport } from '../domain/actions-run.ts';
import { buildId, partsOfBuildId } from '../domain/ids.ts';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';
import type { BuildResult } from '../domain/train-state.ts';

const CHAIN = defineSearchAttributeKey(SEARCH_ATTRIBUTES.chain, 'KEYWORD');
const VERSION = defineSearchAttributeKey(SEARCH_ATTRIBUTES.version, 'KEYWORD');

/** A build that succeeded in an earlier train, or why there is none. */
export type EarlierBuild =
  | {
      readonly ok: true;
      readonly commit: string;
      /** The chain of its train. */
      readonly chain: string | null;
      /** The version that it was built as; `null` in a cascade. */
      readonly version: string | null;
      readonly run: ActionsRunRef | null;
      readonly artifacts: readonly ArtifactReport[];
    }
  | { readonly ok: false; readonly why: string };

/** Where a repository was built before. */
export interface BuiltAt {
  readonly train: string;
  readonly commit: string;
}

/** What builds of other trains came to, and what else ran before. */
export interface EarlierBuilds {
  /** Whether there ever was a workflow of that id. */
  wasBegun(workflowId: string): Promise<boolean>;
  read(train: string, alias: string): Promise<EarlierBuild>;
  /** The number of the last attempt of a build; 0 where it never ran. Asks its workflow, which a worker must know. */
  attempts(train: string, alias: string): Promise<number>;
  /** The builds of any of these aliases that succeeded in a chain, the last first, as Temporal's index has them: a moment behind. */
  succeeded(chain: string, aliases: readonly string[]): AsyncIterable<BuiltAt>;
}

/** Reads them from Temporal, for as long as it keeps them. */
export function makeEarlierBuilds(client: Client): EarlierBuilds {
  return {
    async wasBegun(workflowId) {
      try {
        await client.workflow.getHandle(workflowId).describe();
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },

    async attempts(train, alias) {
      try {
        const progress = await client.workflow.getHandle(buildId(train, alias)).query<{ attempt: number }>('state');
        return progress.attempt;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 0;
        throw error;
      }
    },

    async *succeeded(chain, aliases) {
      // Neither names of chains nor aliases can hold a quote.
      const query = [
        "WorkflowType = 'build' AND ExecutionStatus = 'Completed'",
        `${SEARCH_ATTRIBUTES.chain} = '${chain}'`,
        `${SEARCH_ATTRIBUTES.repository} IN (${aliases.map((alias) => `'${alias}'`).join(', ')})`,
      ].join(' AND ');
      for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: 20 })) {
        const { train, alias } = partsOfBuildId(workflowId);
        // Publish steps and answers to signals run as builds, too, under aliases of their own.
        if (!aliases.includes(alias)) continue;
        const result = await resultOf(client, workflowId, runId);
        if (result !== null) yield { train, commit: result.commit };
      }
    },

    async read(train, alias) {
      const id = buildId(train, alias);
      try {
        const handle = client.workflow.getHandle(id);
        const { closeTime, typedSearchAttributes } = await handle.describe();
        if (closeTime === undefined) return { ok: false, why: `${id} still runs` };
        // Only the workflow of a build has such an id.
        const { commit, run, artifacts } = (await handle.result()) as BuildResult;
        const [chain = null, version = null] = [CHAIN, VERSION].map((key) => typedSearchAttributes.get(key));
        return { ok: true, commit, chain, version, run, artifacts };
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

/** What a build that succeeded ended with; `null` where Temporal has forgotten it since it was listed. */
async function resultOf(client: Client, workflowId: string, runId: string): Promise<BuildResult | null> {
  try {
    // Only the workflow of a build has such an id.
    return (await client.workflow.getHandle(workflowId, runId).result()) as BuildResult;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
