import { expect, test } from 'vitest';
import type { ReleaseChecks } from '../../src/domain/release/release-target.ts';
import { publishId } from '../../src/domain/ids.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, releaseTarget, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

const DOWNLOAD = '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';

/** How publishing ends where the only artifact expires before it is fetched. */
async function failureWhereExpired(name: string, expired: ReleaseChecks['expired']) {
  const release = releaseTarget({ checks: { ...releaseTarget().checks, expired } });
  const { simulator, client, ...cascade } = await startCascade(chain([repository('app')], { name, release }));
  const held = simulator.hold({ method: 'GET', pathTemplate: DOWNLOAD, repository: 'acme/app', occurrence: 1 });
  const { workflowId } = await startRelease({ simulator, client, ...cascade });
  await held.reached;
  // This execution of it: the train may start another one.
  const { runId } = await client.workflow.getHandle(publishId(workflowId)).describe();
  for (const { id } of simulator.runs()) simulator.expireArtifacts(id);
  await held.release();
  const failure = await failureOf(client.workflow.getHandle(publishId(workflowId), runId).result());
  expect(simulator.releases('acme/app')).toEqual([]);
  return failure;
}

test('publishing asks for the builds of what has expired, before there is a draft, where the chain builds again', async () => {
  expect(await failureWhereExpired('expired-again', 'build-again')).toMatchObject({
    type: 'ArtifactsExpired',
    nonRetryable: true,
    details: [['app']],
  });
});

test('it stops in words where the chain does not', async () => {
  expect(await failureWhereExpired('expired-stop', 'stop')).toMatchObject({
    type: 'PublishFailed',
    message: expect.stringContaining('it has to be built again') as string,
  });
});
