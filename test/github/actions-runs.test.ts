import { expect, test } from 'vitest';
import { GitHubError } from '../../src/domain/github-error.ts';
import { serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced, type SimulatedGitHub } from './support/simulated.ts';

const HOLD = { behaviours: [{ kind: 'hold' as const, repository: 'acme/library' }] };

async function start({ github }: SimulatedGitHub, marker: string): Promise<number> {
  const answer = await github.dispatch(
    { ...LIBRARY, type: 'workflow_dispatch', workflow: 'build.yml', ref: 'main', inputs: { cascade: marker } },
    Date.now() + 10_000,
  );
  if (answer.type !== 'started') throw new Error(`not started: ${JSON.stringify(answer)}`);
  return answer.runId;
}

async function finish({ simulator }: SimulatedGitHub): Promise<void> {
  await simulator.when(() => simulator.runs().every(({ status }) => status === 'completed'));
}

test('an actions run tells all by which it is recognised', async () => {
  await using gitHub = await simulated();
  const id = await start(gitHub, 'm1');
  await finish(gitHub);
  const commit = await gitHub.github.commit(LIBRARY, 'main');
  const [run] = await gitHub.github.runsSince(LIBRARY, 0);
  expect(run).toMatchObject({
    id,
    attempt: 1,
    title: 'Build m1',
    event: 'workflow_dispatch',
    status: 'completed',
    conclusion: 'success',
    headCommit: commit,
    repository: 'acme/library',
    headBranch: 'main',
    fromFork: false,
    workflow: 'build.yml',
    actor: 'cascade-bot',
  });
});

test('more actions runs than fit on a page are all listed, newest first', { timeout: 60_000 }, async () => {
  await using gitHub = await simulated();
  const ids: number[] = [];
  for (let count = 0; count < 105; count += 1) ids.push(await start(gitHub, `m${count}`));
  const runs = await gitHub.github.runsSince(LIBRARY, 0);
  expect(runs.map(({ id }) => id)).toEqual(ids.toReversed());
});

test('the list is read only as far back as asked, and no run is listed twice', async () => {
  const start = Date.parse('2026-11-21T12:00:00Z');
  // A page of two an hour; the second page begins with what a new run pushed off the first.
  await using server = await serve((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page'));
    const runs = [page, page + 1].map((age) => listedRun(age, start - age * 3_600_000));
    response.writeHead(200, { 'content-type': 'application/json', link: '<http://localhost/next>; rel="next"' });
    response.end(JSON.stringify({ total_count: 1000, workflow_runs: runs }));
  });
  const runs = await unpaced(server.url).runsSince(LIBRARY, start - 3 * 3_600_000);
  expect(runs.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(server.received.map(({ path }) => path)).toEqual([
    '/repos/acme/library/actions/runs?page=1&per_page=100',
    '/repos/acme/library/actions/runs?page=2&per_page=100',
    '/repos/acme/library/actions/runs?page=3&per_page=100',
  ]);
});

function listedRun(id: number, createdAt: number) {
  return {
    id,
    run_attempt: 1,
    html_url: '',
    display_title: '',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    head_sha: '',
    head_branch: null,
    repository: { id: 1, full_name: 'acme/library' },
    head_repository: null,
    path: '.github/workflows/ci.yml@main',
    actor: null,
    created_at: new Date(createdAt).toISOString(),
  };
}

test('a look with the ETag of the last one says unchanged until something changes', async () => {
  await using gitHub = await simulated(HOLD);
  const id = await start(gitHub, 'm');
  await gitHub.simulator.when(() => gitHub.simulator.runs()[0]?.status === 'in_progress');
  const first = await gitHub.github.run(LIBRARY, id);
  if (first === null || first === 'unchanged' || first.etag === null) throw new Error('no ETag');
  expect(await gitHub.github.run(LIBRARY, id, first.etag)).toBe('unchanged');
  gitHub.simulator.release('acme/library');
  await finish(gitHub);
  expect(await gitHub.github.run(LIBRARY, id, first.etag)).toMatchObject({ run: { status: 'completed' } });
});

test('an actions run that GitHub does not know is null', async () => {
  await using gitHub = await simulated();
  expect(await gitHub.github.run(LIBRARY, 1)).toBeNull();
});

test('the jobs are those of the attempt that is asked for', async () => {
  await using gitHub = await simulated({
    behaviours: [{ kind: 'conclude', repository: 'acme/library', conclusion: 'failure', times: 1 }],
  });
  const id = await start(gitHub, 'm');
  await finish(gitHub);
  gitHub.simulator.rerun(id);
  await gitHub.simulator.when(() => gitHub.simulator.runs()[0]?.conclusion === 'success');
  expect(await gitHub.github.jobs(LIBRARY, id, 1)).toMatchObject([
    { name: 'compile', conclusion: 'failure', hadRunner: true },
  ]);
  expect(await gitHub.github.jobs(LIBRARY, id, 2)).toMatchObject([{ name: 'compile', conclusion: 'success' }]);
});

test('cancelling ends an actions run, and cancelling one that has ended is fine', async () => {
  await using gitHub = await simulated(HOLD);
  const id = await start(gitHub, 'm');
  await gitHub.github.cancelRun(LIBRARY, id);
  await finish(gitHub);
  expect(gitHub.simulator.runs()[0]?.conclusion).toBe('cancelled');
  await gitHub.github.cancelRun(LIBRARY, id);
});

test('cancelling what does not exist fails, and says what was asked of whom', async () => {
  await using gitHub = await simulated();
  const cancelling = gitHub.github.cancelRun(LIBRARY, 1);
  await expect(cancelling).rejects.toThrow(GitHubError);
  await expect(cancelling).rejects.toMatchObject({
    kind: 'not-found',
    status: 404,
    message: expect.stringContaining('Could not cancel actions run 1 in acme/library: GitHub answered 404') as string,
  });
});

test("a fork's run is told apart by where its head comes from, also after the fork was deleted", async () => {
  await using gitHub = await simulated();
  const { id } = gitHub.simulator.forkRun('acme/library', '.github/workflows/build.yml', { title: 'Build stolen' });
  expect(await gitHub.github.run(LIBRARY, id)).toMatchObject({ run: { fromFork: true, title: 'Build stolen' } });

  const withoutFork = listedRun(1, 0);
  await using server = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(withoutFork));
  });
  expect(await unpaced(server.url).run(LIBRARY, 1)).toMatchObject({ run: { fromFork: true } });
});

test('a job that waits for a runner has had none, and says what a runner must have', async () => {
  await using gitHub = await simulated({ runners: 0 });
  const id = await start(gitHub, 'm');
  expect(await gitHub.github.jobs(LIBRARY, id, 1)).toEqual([
    { name: 'compile', conclusion: null, hadRunner: false, labels: expect.any(Array) as unknown },
  ]);
});

test('the environments that a run waits for are known by name', async () => {
  await using gitHub = await simulated({
    behaviours: [{ kind: 'approval', repository: 'acme/library', environment: 'production' }],
  });
  const id = await start(gitHub, 'm');
  await gitHub.simulator.when(() => gitHub.simulator.runs()[0]?.status === 'waiting');
  expect(await gitHub.github.pendingEnvironments(LIBRARY, id)).toEqual(['production']);
});

test('failed jobs run again under the same id and the next attempt', async () => {
  await using gitHub = await simulated({
    behaviours: [{ kind: 'conclude', repository: 'acme/library', conclusion: 'failure', times: 1 }],
  });
  const id = await start(gitHub, 'm');
  await finish(gitHub);
  await gitHub.github.rerunFailedJobs(LIBRARY, id);
  await gitHub.simulator.when(() => gitHub.simulator.runs()[0]?.conclusion === 'success');
  expect(await gitHub.github.run(LIBRARY, id)).toMatchObject({ run: { id, attempt: 2 } });
});
