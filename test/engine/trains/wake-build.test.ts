import { describe, expect, it } from 'vitest';
import { tellTrain, wakeBuild } from '../../../src/engine/trains/wake-build.ts';
import { runChanged, runSeen } from '../../../src/workflows/messages.ts';
import { clientOfFile } from './client-of-file.ts';
import { signalsOf } from './running-build.ts';

const HINT = { runId: 7, attempt: 1, status: 'completed', workflow: 'build.yml', url: '', source: 'run' } as const;

describe('waking a build', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  it('sends the signal that builds listen to, with the hint in it', async () => {
    const workflowId = 'acme/release/v1.0.0/engine';
    const handle = await client().workflow.start('build', { taskQueue: 'nobody-works-here', workflowId });
    expect(await wakeBuild(client(), workflowId, HINT)).toBe(true);
    const { events } = await handle.fetchHistory();
    const [signal] = events?.flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []) ?? [];
    expect(signal?.signalName).toBe(runChanged.name);
    expect(JSON.parse(Buffer.from(signal?.input?.payloads?.[0]?.data ?? []).toString())).toEqual(HINT);
  });

  it('wakes nothing, and starts nothing, where the build is not there or has ended', async () => {
    expect(await wakeBuild(client(), 'acme/release/v9.0.0/engine', HINT)).toBe(false);
    await expect(client().workflow.getHandle('acme/release/v9.0.0/engine').describe()).rejects.toThrow(/not found/);
    const workflowId = 'acme/release/v2.0.0/engine';
    const handle = await client().workflow.start('build', { taskQueue: 'nobody-works-here', workflowId });
    await handle.terminate();
    expect(await wakeBuild(client(), workflowId, HINT)).toBe(false);
  });

  it('tells the train of a build that has ended which build it is, as long as the train itself runs', async () => {
    const workflowId = 'acme/release/v3.0.0';
    const handle = await client().workflow.start('release', { taskQueue: 'nobody-works-here', workflowId });
    expect(await tellTrain(client(), `${workflowId}/engine`, HINT)).toBe(true);
    const { events } = await handle.fetchHistory();
    const [signal] = events?.flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []) ?? [];
    expect(signal?.signalName).toBe(runSeen.name);
    expect(await signalsOf(handle)).toEqual(['engine']);
    await handle.terminate();
    expect(await tellTrain(client(), `${workflowId}/engine`, HINT)).toBe(false);
  });
});
