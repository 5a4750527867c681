import { describe, expect, it, vi } from 'vitest';
import { findBuildsOf, findBuildsOfRun } from '../../../src/engine/trains/find-builds.ts';
import { clientOfFile } from './client-of-file.ts';
import { runningBuild } from './running-build.ts';

describe('finding builds', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  it('finds the one that knows an actions run, as long as it runs', async () => {
    const build = await runningBuild(client(), { actionsRun: 'acme/engine/7' });
    await runningBuild(client(), { actionsRun: 'acme/engine/77' });
    expect(await findBuildsOfRun(client(), 'acme/engine/7')).toEqual([build.workflowId]);
    expect(await findBuildsOfRun(client(), 'acme/engine/8')).toEqual([]);
    await build.terminate();
    await vi.waitUntil(async () => (await findBuildsOfRun(client(), 'acme/engine/7')).length === 0);
  });

  it('finds all that run of some repositories of some chains', async () => {
    const of = (chain: string, repository: string) => runningBuild(client(), { chain, repository });
    const [first, second, third] = await Promise.all([of('one', 'app'), of('one', 'app'), of('two', 'docs-app')]);
    await Promise.all([of('one', 'docs-app'), of('two', 'app')]);
    const found = await findBuildsOf(client(), [
      { chain: 'one', repositories: ['app', 'engine'] },
      { chain: 'two', repositories: ['docs-app'] },
    ]);
    expect([...found].sort()).toEqual([first, second, third].map(({ workflowId }) => workflowId).sort());
    expect(await findBuildsOf(client(), [])).toEqual([]);
  });
});
