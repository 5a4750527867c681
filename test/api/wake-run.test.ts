import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { runningBuild, signalsOf } from '../engine/trains/running-build.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { appOf } from './support/app-of.ts';
import { actionsRun, delivery } from './support/deliveries.ts';

const REPOSITORY = { full_name: 'acme/engine' };

describe('POST /webhooks/github about a run that shows no marker', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  /** An app with a chain of its own, so that no other test's builds are in the way. */
  async function appWithChain(marker: 'shown' | 'none') {
    const name = `chain-${randomUUID()}`;
    const own = chain([repository('engine', { build: recipe({ marker }) })], { name });
    let loads = 0;
    const loadChains = () => {
      loads += 1;
      return Promise.resolve({ ok: true as const, chains: [own] });
    };
    const { app } = await appOf(client(), { loadChains });
    return { app, name, loads: () => loads };
  }

  it('wakes the build that knows the run, and no other of its repository', async () => {
    const { app, name } = await appWithChain('none');
    const ours = await runningBuild(client(), { chain: name, repository: 'engine', actionsRun: 'acme/engine/7' });
    const other = await runningBuild(client(), { chain: name, repository: 'engine', actionsRun: 'acme/engine/8' });
    const response = await app.inject(await delivery('workflow_run', actionsRun('Build')));
    expect(response.json()).toMatchObject({
      decisions: [{ decision: 'wake-run', run: 'acme/engine/7', builds: [ours.workflowId], outcome: 'woken' }],
    });
    expect(await signalsOf(ours)).toMatchObject([{ runId: 7, status: 'completed', source: 'run' }]);
    expect(await signalsOf(other)).toEqual([]);
    await ours.terminate();
  });

  it('wakes all builds of the repository where nobody knows the run yet, telling them that it may be another’s', async () => {
    const { app, name } = await appWithChain('none');
    const builds = await Promise.all([1, 2].map(() => runningBuild(client(), { chain: name, repository: 'engine' })));
    const requested = actionsRun('Build', 'requested');
    const twice = [await delivery('workflow_run', requested), await delivery('workflow_run', requested)];
    for (const news of twice)
      expect((await app.inject(news)).json()).toMatchObject({ decisions: [{ outcome: 'woken' }] });
    for (const build of builds) {
      const hint = { runId: 7, source: 'unmarked-run' };
      expect(await signalsOf(build)).toMatchObject([hint, hint]);
    }
  });

  it('says that nobody is there where markers are shown and nobody knows the run', async () => {
    const { app, name } = await appWithChain('shown');
    const build = await runningBuild(client(), { chain: name, repository: 'engine' });
    const response = await app.inject(await delivery('workflow_run', actionsRun('Build')));
    expect(response.json()).toMatchObject({ decisions: [{ decision: 'wake-run', builds: [], outcome: 'not-there' }] });
    expect(await signalsOf(build)).toEqual([]);
  });

  it('tells the train of a run that was run again where its build has ended, and of nothing else', async () => {
    const { app } = await appWithChain('shown');
    const train = `acme/release/${randomUUID()}`;
    const handle = await client().workflow.start('release', { taskQueue: 'nobody-works-here', workflowId: train });
    const first = JSON.stringify(actionsRun(`Build cascade:${train}/engine#1.0123abcd`));
    const late = await app.inject(await delivery('workflow_run', first));
    expect(late.json()).toMatchObject({ decisions: [{ decision: 'wake', outcome: 'not-there' }] });
    const again = await delivery('workflow_run', first.replace('"run_attempt":1', '"run_attempt":2'));
    expect((await app.inject(again)).json()).toMatchObject({
      decisions: [{ decision: 'wake', outcome: 'train-told' }],
    });
    expect(await signalsOf(handle)).toEqual(['engine']);
    await handle.terminate();
  });

  it('wakes for a job that waits for an approval, and passes on what an actions workflow reports', async () => {
    const { app, name } = await appWithChain('shown');
    const build = await runningBuild(client(), { chain: name, repository: 'engine', actionsRun: 'acme/engine/9' });
    const job = { run_id: 9, run_attempt: 2, status: 'waiting' };
    await app.inject(await delivery('workflow_job', { action: 'waiting', repository: REPOSITORY, workflow_job: job }));
    const client_payload = { repo: 'engine', status: 'success', workflow_run_id: '10' };
    await app.inject(
      await delivery('repository_dispatch', { action: 'build-complete', repository: REPOSITORY, client_payload }),
    );
    expect(await signalsOf(build)).toMatchObject([
      { runId: 9, attempt: 2, status: 'waiting', source: 'job' },
      { runId: 10, status: 'success', source: 'report' },
    ]);
  });

  it('reads the configuration rarely for a crowd, and not at all for what is clear by itself', async () => {
    const { app, loads } = await appWithChain('shown');
    const unclear = await Promise.all(
      Array.from({ length: 50 }, () =>
        delivery('workflow_run', { ...actionsRun('Build'), repository: { full_name: 'acme/else' } }),
      ),
    );
    const clear = [
      await delivery('workflow_run', actionsRun('Fix a typo', 'in_progress', 'push')),
      await delivery('workflow_run', actionsRun('cascade:acme/release/v0/engine#1.0123abcd')),
    ];
    await Promise.all(clear.map((news) => app.inject(news)));
    expect(loads()).toBe(0);
    await Promise.all(unclear.map((news) => app.inject(news)));
    expect(loads()).toBeLessThan(10);
  });
});
