import { log, setCurrentDetails } from '@temporalio/workflow';
import type { TellingOrder } from '../domain/telling/telling-order.ts';
import { posting, tellingGitHub } from './activities.ts';
import { messageOf } from './child-build.ts';
import { byOwner } from './status-board.ts';

/** For so long it is tried to tell somebody. */
const DAY = 24 * 60 * 60_000;

/**
 * Tells others one thing about a train, which neither waits for it nor fails by it. Ends when everybody has been told, or a
 * day later; answers whom it could not tell, and why.
 */
export async function telling(order: TellingOrder): Promise<readonly string[]> {
  const { train, chain, statuses, notices, issue, timings } = order;
  const failures: string[] = [];
  const tried = async (what: string, tell: () => Promise<unknown>) => {
    try {
      await tell();
    } catch (error) {
      failures.push(`${what}: ${messageOf(error)}`);
    }
  };
  setCurrentDetails(`tells ${notices.map(({ webhook }) => webhook.urlVariable).join(', ') || 'GitHub'}`);
  await Promise.all([
    ...byOwner(statuses).map(([owner, some]) =>
      tried(`statuses in ${owner}`, async () => {
        const github = tellingGitHub(timings, owner, DAY);
        failures.push(...(await github.setStatuses({ train, chain, statuses: some })));
      }),
    ),
    ...notices.map((notice) => tried(notice.webhook.urlVariable, () => posting(DAY).postNotice(notice))),
    ...(issue === null
      ? []
      : [
          tried(`issue in ${issue.place.owner}/${issue.place.name}`, () =>
            tellingGitHub(timings, issue.place.owner, DAY).keepIssue(issue),
          ),
        ]),
  ]);
  if (failures.length > 0) log.warn('Not everybody was told', { train, failures });
  return failures;
}
