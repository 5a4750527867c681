import type { Client } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import type { BuildsOf } from '../../domain/webhook-decision.ts';

/** Workflow ids of the builds that know this actions run (`owner/name/id`) as theirs, as Temporal's index has them: a moment behind. */
export function findBuildsOfRun(client: Client, run: string): Promise<readonly string[]> {
  return builds(client, `ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.actionsRun} = '${run}'`);
}

/** Workflow ids of the builds that failed with this actions run (`owner/name/id`). */
export function findFailedBuildsOfRun(client: Client, run: string): Promise<readonly string[]> {
  return builds(client, `ExecutionStatus = 'Failed' AND ${SEARCH_ATTRIBUTES.actionsRun} = '${run}'`);
}

/** Workflow ids of all builds of these repositories that run. */
export async function findBuildsOf(client: Client, wanted: readonly BuildsOf[]): Promise<readonly string[]> {
  const found = wanted.map(({ chain, repositories }) => {
    const aliases = repositories.map((alias) => `'${alias}'`).join(', ');
    return builds(
      client,
      `ExecutionStatus = 'Running' AND ${SEARCH_ATTRIBUTES.chain} = '${chain}' AND ${SEARCH_ATTRIBUTES.repository} IN (${aliases})`,
    );
  });
  return (await Promise.all(found)).flat();
}

/** Neither names of chains, nor aliases, nor GitHub's names can hold a quote. */
async function builds(client: Client, condition: string): Promise<readonly string[]> {
  const query = `WorkflowType = 'build' AND ${condition}`;
  // One that was done again is there twice.
  const ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  return [...ids];
}
