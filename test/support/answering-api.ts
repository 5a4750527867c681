import { randomUUID } from 'node:crypto';
import { Webhooks } from '@octokit/webhooks';
import type { Delivery } from '../../simulator/records.ts';
import type { Outcome } from '../../src/api/webhooks/carry-out.ts';
import type { TestCascade } from './assemble.ts';
import { loggedBy } from './logged-by.ts';
import { type OwnApiOptions, startOwnApi } from './own-api.ts';

const SECRET = 'a-secret-of-the-tests';

/** Every event that the simulator tells of and that means something to Cascade. */
const EVENTS = ['push', 'release', 'repository_dispatch', 'workflow_run', 'workflow_job'];

/** A delivery of the simulator, and what the API has answered to it. */
export interface Answered extends Delivery {
  readonly decisions: readonly Outcome[];
}

/** An API of which a test knows what it answered to each delivery. */
export interface AnsweringApi {
  /** All that the simulator has sent and was answered, in the order in which it was sent. */
  answered(): readonly Answered[];
  /** Posts an event that the simulator doesn't tell of, signed as GitHub signs it, and gives the answer. */
  post(event: string, payload: object): Promise<{ readonly status: number; readonly decisions: readonly Outcome[] }>;
}

/** Starts a real API beside a cascade that has no other (`webhooks: false`); it ends with the test. */
export async function startAnsweringApi(
  cascade: TestCascade,
  { events = EVENTS, self = [] }: Partial<Pick<OwnApiOptions, 'events' | 'self'>> = {},
): Promise<AnsweringApi> {
  const { log, lines } = loggedBy();
  const url = await startOwnApi(cascade, { events, self, accepts: [SECRET], signedWith: SECRET, log });
  return {
    answered() {
      const answers = answersIn(lines);
      return cascade.simulator.deliveries().flatMap((delivery) => {
        const decisions = answers.get(delivery.id);
        return delivery.status === 0 || decisions === undefined ? [] : [{ ...delivery, decisions }];
      });
    },
    async post(event, payload) {
      const body = JSON.stringify(payload);
      const headers = {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': await new Webhooks({ secret: SECRET }).sign(body),
      };
      const answer = await fetch(url, { method: 'POST', headers, body });
      const { decisions = [] } = (await answer.json()) as { decisions?: readonly Outcome[] };
      return { status: answer.status, decisions };
    },
  };
}

/** Outcomes by the id of the delivery, as the API logs each webhook when it answers. */
function answersIn(lines: readonly string[]): ReadonlyMap<string, readonly Outcome[]> {
  const entries = lines.map((line) => JSON.parse(line) as { delivery?: string; outcomes?: readonly Outcome[] });
  return new Map(
    entries.flatMap(({ delivery, outcomes }) =>
      delivery === undefined || outcomes === undefined ? [] : [[delivery, outcomes]],
    ),
  );
}
