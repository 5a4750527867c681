import { describe, expect, it } from 'vitest';
import { startForPerson } from '../../../src/engine/trains/start-for-person.ts';
import type { TrainView } from '../../../src/domain/train-view.ts';
import { chain, recipe, repository } from '../../support/chains.ts';
import { clientOfFile } from './client-of-file.ts';
import { working } from './working.ts';

const build = recipe({ dispatch: { type: 'workflow_dispatch', inputs: { version: '{version}' } } });
const acme = chain([repository('app', { build })], { polling: { withoutWebhooks: 100, withWebhooks: 100 } });

describe('a train that a person asks for', { timeout: 120_000 }, () => {
  const { client, server } = clientOfFile();

  it('is started again after a trial, whose draft it publishes, and not after that', async () => {
    await using work = await working(server().address, acme, []);
    const asked = { taskQueue: work.taskQueue, at: 0 };
    const start = (dryRun: boolean) =>
      startForPerson(
        client(),
        { kind: 'release', trainId: 'acme/release/v1.4.0', input: { chain: 'acme', version: 'v1.4.0', dryRun } },
        asked,
      );
    const published = async () => {
      const view = (await client().workflow.getHandle('acme/release/v1.4.0').result()) as TrainView;
      return view.publishing?.status === 'published' ? view.publishing.release : null;
    };
    expect(await start(true)).toMatchObject({ started: true });
    const trial = await published();
    expect(trial).toMatchObject({ draft: true });
    expect(await start(false)).toMatchObject({ started: true });
    expect(await published()).toMatchObject({ id: trial?.id, draft: false });
    expect(await start(false)).toMatchObject({ started: false, because: 'closed' });
    expect(work.simulator.releases('acme/app')).toHaveLength(1);
  });
});
