import type { Client } from '@temporalio/client';
import { type Told, textIn } from './leaks.ts';

/** All that Temporal keeps and answers of every workflow: histories, memos, search attributes, and the states that are asked for. */
export async function toldByTemporal(client: Client): Promise<readonly Told[]> {
  const told: Told[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const [history, description, state] = await Promise.all([
      handle.fetchHistory(),
      handle.describe(),
      handle.query<unknown>('state').catch(String),
    ]);
    for (const event of history.events ?? []) {
      told.push({ where: `event ${String(event.eventId)} of ${workflowId}`, text: textIn(event) });
    }
    told.push({ where: `the description of ${workflowId}`, text: textIn([description.raw, description.memo]) });
    told.push({ where: `the state of ${workflowId}`, text: textIn(state) });
  }
  return told;
}

/** What an API answers, problems included. */
export async function toldByApi(url: string, paths: readonly string[]): Promise<readonly Told[]> {
  const wrong = { 'x-github-event': 'push', 'x-github-delivery': 'a', 'x-hub-signature-256': 'sha256=0' };
  const asked = [
    ...paths.map((path) => fetch(`${url}${path}`)),
    fetch(`${url}/webhooks/github`, { method: 'POST', headers: wrong, body: '{}' }),
    fetch(`${url}/trains`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"kind":1}' }),
  ];
  const answers = asked.map(async (asking) => {
    const answer = await asking;
    return { where: `the answer of ${answer.url}`, text: `${textIn([...answer.headers])}\n${await answer.text()}` };
  });
  return Promise.all(answers);
}
