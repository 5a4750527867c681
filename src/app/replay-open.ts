import type { HistoryAndWorkflowId } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Environment } from '../config/environment.ts';
import { fine, type Finding, type FindingGroup, wrong } from '../domain/finding.ts';
import { connectClientEngine } from '../engine/connection.ts';
import { withinDeadline } from '../engine/trains/within-deadline.ts';
import { makeLog } from '../telemetry/log.ts';
import { clientTarget } from './client-target.ts';
import { withRuntime } from './runtime.ts';
import { workflowBundle } from './workflow-bundle.ts';

const PATIENCE_MS = 10_000;

/** Replays the histories of all open workflows of the task queue on this code: before a deploy, whether it would carry them on. */
export async function replayOpen(environment: Environment, env: NodeJS.ProcessEnv): Promise<FindingGroup> {
  const { target } = await clientTarget({ ...environment, env });
  const client = connectClientEngine(target);
  const subject = `Open workflows of ${environment.taskQueue}`;
  try {
    // Heard of before anything is bundled: a server that is out of reach.
    await withinDeadline(client, PATIENCE_MS, () => client.workflowService.getSystemInfo({}));
    const query = `TaskQueue = '${environment.taskQueue}' AND ExecutionStatus = 'Running'`;
    const histories = client.workflow.list({ query }).intoHistories();
    const findings = await withRuntime(makeLog('silent'), () => replay(histories));
    return { subject, findings: findings.length > 0 ? findings : [fine('replay', 'nothing is under way')] };
  } finally {
    await client.connection.close();
  }
}

async function replay(histories: AsyncIterable<HistoryAndWorkflowId>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const results = Worker.runReplayHistories({ workflowBundle: await workflowBundle() }, histories);
  for await (const { workflowId, error } of results) findings.push(judge(workflowId, error));
  return findings;
}

function judge(workflowId: string, error: Error | undefined): Finding {
  if (error === undefined) return fine(workflowId, 'goes on as it is');
  const advice =
    'Let it end on the code that it began on before this code is deployed, or guard the change with `patched`.';
  return wrong(workflowId, error.message, advice);
}
