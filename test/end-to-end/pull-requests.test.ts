import { expect, test } from 'vitest';
import { unpaced } from '../github/support/simulated.ts';
import { type Answered, startAnsweringApi } from '../support/answering-api.ts';
import { startCascade } from '../support/cascade.ts';
import { endOf, queueOf, startedBy, untilQueue } from '../support/queues.ts';
import { CI, TESTED, withTests } from '../support/tested-chain.ts';

const CORE = { owner: 'acme', name: 'core' };

/** What GitHub tells of a pull request whose head is that commit. */
function pullRequest(action: 'opened' | 'synchronize', sha: string): object {
  return {
    action,
    number: 1,
    pull_request: { number: 1, state: 'open', merged: false, head: { ref: 'main', sha }, base: { ref: 'develop' } },
    repository: { full_name: 'acme/core', default_branch: 'main' },
    sender: { login: 'a-stranger' },
  };
}

test('pull requests start nothing, and green tests of one do not make the red push of the same commit green', async () => {
  const red = { kind: 'conclude', repository: 'acme/core', workflow: CI, conclusion: 'failure', times: 1 } as const;
  const described = { ...TESTED, name: 'requested' };
  const cascade = await startCascade(described, {
    webhooks: false,
    scenario: { ...withTests(described), behaviours: [red] },
  });
  const { simulator } = cascade;
  const api = await startAnsweringApi(cascade);
  /** Waits until so many runs of CI have ended and the API has answered the news of the last; gives that. */
  const untilEnded = async (count: number): Promise<Answered | undefined> => {
    const ends = () => api.answered().filter(({ event, action }) => event === 'workflow_run' && action === 'completed');
    await simulator.when(() => ends().length === count);
    return ends().at(-1);
  };
  const untilRed = (conclusion: string) =>
    untilQueue(cascade, (queue) => {
      expect(JSON.stringify(queue)).toContain(`ci.yml ended in ${conclusion}`);
    });

  await simulator.push('acme/core', { branch: 'develop' });
  const broken = await simulator.push('acme/core');
  expect(await untilEnded(1)).toMatchObject({ status: 202, decisions: [{ decision: 'check-pushes' }] });
  await untilRed('failure');
  const { decisions: before } = await queueOf(cascade);

  for (const action of ['opened', 'synchronize'] as const) {
    const ignored = [{ decision: 'ignore', code: 'pull-request', outcome: 'ignored' }];
    expect(await api.post('pull_request', pullRequest(action, broken.sha))).toMatchObject({
      status: 202,
      decisions: ignored,
    });
  }
  const github = unpaced(simulator.url, { credentials: { type: 'token', token: 'a-token-of-the-tests' } });
  await github.createPullRequest(CORE, { title: 'All of it', body: '', branch: 'main', into: 'develop' });
  const notDispatched = { status: 202, decisions: [{ decision: 'ignore', code: 'not-dispatched' }] };
  expect(await untilEnded(2)).toMatchObject(notDispatched);
  simulator.forkRun('acme/core', CI, { title: 'From a stranger' });
  expect(await untilEnded(3)).toMatchObject(notDispatched);
  expect(simulator.runs('acme/core')).toMatchObject([
    { event: 'push', conclusion: 'failure', headSha: broken.sha },
    { event: 'pull_request', conclusion: 'success', headSha: broken.sha },
    { event: 'pull_request', conclusion: 'success' },
  ]);
  const queue = await queueOf(cascade);
  expect({ decisions: queue.decisions, running: queue.running }).toEqual({ decisions: before, running: [] });

  // The queue looks at all runs of that commit again.
  const [{ id } = { id: 0 }] = simulator.runs('acme/core');
  simulator.rerun(id);
  simulator.cancelRun(id);
  expect(await untilEnded(4)).toMatchObject({ status: 202, decisions: [{ decision: 'check-pushes' }] });
  await untilRed('cancelled');
  expect(await startedBy(cascade)).toEqual([]);

  const { sha } = await simulator.push('acme/core');
  expect((await endOf(cascade, 1)).train).toBe(`requested/cascade/core/${sha.slice(0, 7)}`);
  expect(await startedBy(cascade)).toHaveLength(1);
  expect(simulator.violations()).toEqual([]);
});
