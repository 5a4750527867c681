import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import type { FindingGroup } from '../../src/domain/finding.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import type { release } from '../support/other-code/workflows.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { startRelease } from '../support/start-trains.ts';

const CHAIN = chainOf([['core', []]]);
const OTHER_CODE = fileURLToPath(new URL('../support/other-code/workflows.ts', import.meta.url));

function addressOf({ client }: TestCascade): string {
  return client.connection instanceof Connection ? client.connection.options.address : '';
}

function doctor(cascade: TestCascade, words: readonly string[]): Promise<CliResult> {
  const env = { TEMPORAL_ADDRESS: addressOf(cascade), CASCADE_TASK_QUEUE: cascade.taskQueue };
  return runCli(['doctor', ...words], { env: { ...env, CASCADE_CHAINS: 'examples/minimal' } });
}

function temporalOf({ stdout }: CliResult): FindingGroup | undefined {
  const { groups } = JSON.parse(stdout) as { groups: readonly FindingGroup[] };
  return groups.find(({ subject }) => subject === 'Temporal');
}

test('a Temporal with its search attributes and workers is fine; a queue that nobody polls is wrong', async () => {
  const cascade = await startCascade(CHAIN, { webhooks: false });
  await expect
    .poll(async () => temporalOf(await doctor(cascade, ['--json']))?.findings.map(({ verdict }) => verdict), {
      timeout: 30_000,
    })
    .toEqual(['fine', 'fine', 'fine']);
  const idle = temporalOf(await doctor({ ...cascade, taskQueue: 'nobody-s' }, ['--json']));
  expect(idle?.findings.find(({ check }) => check === 'workers')).toMatchObject({
    verdict: 'wrong',
    message: 'none polls nobody-s, nobody-s-github, nobody-s-transfer',
  });
});

test('all that is under way is replayed on this code', async () => {
  const cascade = await startCascade(CHAIN, {
    webhooks: false,
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/core' }] },
  });
  expect((await doctor(cascade, ['--replay'])).stdout).toContain('nothing is under way');

  const train = await startRelease(cascade);
  await cascade.simulator.when(() => cascade.simulator.runs('acme/core').length === 1);
  const { status, stdout } = await doctor(cascade, ['--replay']);
  expect(stdout).toMatch(/✔ acme\/release\/v1\.4\.0 {7}goes on as it is/);
  expect(stdout).toMatch(/✔ acme\/release\/v1\.4\.0\/core {2}goes on as it is/);
  expect(status).toBe(0);
  await train.terminate();
});

test('a train that this code could not carry on is wrong', async () => {
  const cascade = await startCascade(CHAIN, { webhooks: false });
  const taskQueue = `${cascade.taskQueue}-of-other-code`;
  const train = await startOnOtherCode(cascade, taskQueue);
  const { status, stdout } = await doctor({ ...cascade, taskQueue }, ['--replay']);
  expect(stdout).toMatch(/✖ acme\/release\/v0\.1\.0 .*[Nn]ondeterminism/);
  expect(status).toBe(1);
  await train.terminate();
});

/** A train that has begun on another code than ours. */
async function startOnOtherCode(cascade: TestCascade, taskQueue: string) {
  const connection = await NativeConnection.connect({ address: addressOf(cascade) });
  const worker = await Worker.create({ connection, taskQueue, workflowsPath: OTHER_CODE });
  const train = await cascade.client.workflow.start<typeof release>('release', {
    taskQueue,
    workflowId: 'acme/release/v0.1.0',
  });
  await worker.runUntil(async () => {
    await expect.poll(async () => (await train.fetchHistory()).events?.length, { timeout: 30_000 }).toBeGreaterThan(4);
  });
  await connection.close();
  return train;
}
