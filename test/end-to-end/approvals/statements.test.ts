import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../../engine/folders.ts';
import { startApprovingApi } from '../../support/approving-api.ts';
import { startCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { gate } from '../../support/gates.ts';
import { addressOf } from '../../support/operators.ts';
import { runCli } from '../../support/run-cli.ts';
import { startRelease } from '../../support/start-trains.ts';
import { clearSigned, signatory, type Signatory } from '../../support/statements.ts';
import { untilGate } from '../../support/votes.ts';

test(
  'people who sign approve and reject by our command line, by the API and by Temporal’s own command line',
  { timeout: 240_000 },
  async () => {
    const [ann, ben] = [await signatory('ann'), await signatory('ben')];
    const [cai, eve] = [await signatory('cai'), await signatory('eve')];
    const [dan, fay] = [await signatory('dan'), await signatory('fay')];
    const asked = gate({
      before: 'building',
      threshold: 3,
      approvers: [ann, ben, cai, dan, fay].map(({ name, key }) => ({ name, key })),
    });
    const cascade = await startCascade(chain([repository('core')], { gates: [asked] }));
    const train = (await startRelease(cascade)).workflowId;
    await untilGate(cascade, train, 'ship');
    const address = addressOf(cascade);
    const cwd = await temporaryFolder();
    const cli = (...words: readonly string[]) => runCli(words, { env: { TEMPORAL_ADDRESS: address }, cwd });

    const nobody = await cli('approve', train, 'ship');
    expect(nobody).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('somebody must vouch for you') as string,
    });
    const { stdout: statement } = await cli('approve', train, 'ship', '--statement', '--why', 'looked at it');
    expect(statement).toMatch(/^I approve that this train passes this gate\.\n\nTrain: acme\/release\/v1\.4\.0\n/);

    const byCli = async (by: Signatory, verdict: 'approve' | 'reject' = 'approve', said = statement) => {
      await writeFile(join(cwd, 'signed.asc'), await clearSigned(by, said));
      return cli(verdict, train, 'ship', '--signed', 'signed.asc');
    };
    expect(await byCli(eve)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not among those given') as string,
    });
    expect(await byCli(ann)).toMatchObject({
      status: 0,
      stdout: `${train}, gate ship: ann approved: 1 of 3 agreed; it can come from ben, cai, dan, fay\n`,
    });
    expect((await byCli(ann)).stderr).toContain('it is not newer than what ann said last');

    const api = await startApprovingApi(cascade);
    const token = await api.tokenOf('somebody', ['approve']);
    const body = { verdict: 'approve', statement: await clearSigned(ben, statement) };
    expect(await api.post(train, token, { ...body, verdict: 'reject' })).toMatchObject({ status: 409 });
    expect(await api.post(train, token, body)).toMatchObject({ status: 200 });

    const { stdout: objection } = await cli('reject', train, 'ship', '--statement', '--why', 'too early');
    expect((await byCli(dan, 'reject', objection)).stdout).toContain('dan rejected: 2 of 3 agreed');
    const objected = await clearSigned(fay, objection);
    expect(await byTemporal(address, train, 'reject', objected)).toContain('fay rejected: 2 of 3 agreed');
    const agreed = await clearSigned(cai, statement);
    expect(await byTemporal(address, train, 'approve', agreed)).toContain('cai approved: ann, ben, cai agreed');
    expect(await cascade.client.workflow.getHandle(train).result()).toMatchObject({ state: 'succeeded' });
  },
);

async function byTemporal(
  address: string,
  train: string,
  name: 'approve' | 'reject',
  statement: string,
): Promise<string> {
  const update = ['--workflow-id', train, '--name', name, '--input', JSON.stringify(statement)];
  const child = spawn(inject('serverExecutable'), ['workflow', 'update', 'execute', '--address', address, ...update]);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return stdout + stderr;
}
