import { describe, expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chainOf } from '../../support/chains.ts';
import { operatorAt, PLACES, startApi } from '../../support/operators.ts';
import { startRelease } from '../../support/start-trains.ts';
import { untilTrain } from '../../support/watching.ts';
import { someOf } from '../../support/long.ts';

const PAIR = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);
const HELD = { behaviours: [{ kind: 'hold', repository: 'acme/node' }] } as const;
const LONG = 180_000;

test.for(someOf(PLACES, 4))(
  '%s is told what makes no sense as the train stands, and what would',
  { timeout: LONG },
  async (place) => {
    const cascade = await startCascade(PAIR, { scenario: HELD });
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, `v6.0.${PLACES.indexOf(place)}`);
    await cascade.simulator.when(() => cascade.simulator.runs('acme/node')[0]?.status === 'in_progress');
    const train = handle.workflowId;

    const refusal = (text: string) => ({ done: false, text: expect.stringContaining(text) as string });
    expect(await operate(train, 'resume')).toEqual(refusal('the train is not paused, so there is nothing to resume'));
    expect(await operate(train, 'skip', { build: 'engine', from: 'acme/release/v1.0.0' })).toEqual(
      refusal('engine succeeded already'),
    );
    expect(await operate(train, 'skip', { build: 'node', from: 'acme/release/v1.0.0' })).toEqual(
      refusal('node is being built; wait for its end, or cancel its actions run'),
    );
    expect(await operate(train, 'retry', { build: 'motor' })).toEqual(
      refusal('the train has no build "motor"; it has engine, node'),
    );
    expect(await operate(train, 'retry', { build: 'node' })).toEqual(refusal('node did not fail'));
    cascade.simulator.release('acme/node');
    await handle.result();
  },
);

test.for(someOf(PLACES, 5))(
  '%s is told that a train is unknown, or over and how it ended',
  { timeout: LONG },
  async (place) => {
    const cascade = await startCascade(PAIR);
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, `v6.1.${PLACES.indexOf(place)}`);
    await handle.result();
    const over = await operate(handle.workflowId, 'pause');
    const unknown = await operate('acme/release/v0.0.1', 'pause');
    expect([over.done, unknown.done]).toEqual([false, false]);
    // Temporal's own command line knows only its own words.
    if (place === "Temporal's command line") return;
    expect(over.text).toContain('has succeeded, and nothing about it can be changed any more');
    expect(unknown.text).toMatch(/(No train has the id |There is no train ")acme\/release\/v0\.0\.1/);
  },
);

describe('the same command given twice', { timeout: LONG }, () => {
  test.for(['the API', "Temporal's command line"] as const)('is done once and answered twice by %s', async (place) => {
    const cascade = await startCascade(PAIR, { scenario: HELD });
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, place === 'the API' ? 'v6.2.0' : 'v6.2.1');
    const train = handle.workflowId;
    await cascade.simulator.when(() => cascade.simulator.runs('acme/node')[0]?.status === 'in_progress');
    const first = await operate(train, 'pause', {}, 'pause-1');
    expect(first.done).toBe(true);
    expect(await operate(train, 'pause', {}, 'pause-1')).toEqual(first);
    expect((await operate(train, 'pause', {}, 'pause-2')).text).toContain('is paused already');
    const view = await untilTrain(handle, { commands: [{ what: 'paused' }] });
    expect(view.commands).toHaveLength(1);
    await operate(train, 'resume');
    cascade.simulator.release('acme/node');
    await handle.result();
  });
});

describe('over HTTP', { timeout: LONG }, () => {
  test('a refusal says of which kind it is, with everything that is wrong', async () => {
    const cascade = await startCascade(PAIR, { scenario: HELD });
    const url = await startApi(cascade);
    const handle = await startRelease(cascade, 'v6.3.0');
    await cascade.simulator.when(() => cascade.simulator.runs('acme/node')[0]?.status === 'in_progress');
    const post = async (body: object, train = handle.workflowId) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/trains/${train}/commands`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      if (answer.ok) return [answer.status];
      const { type, problems } = (await answer.json()) as { type: string; problems: readonly string[] };
      return [answer.status, type.replace('urn:cascade:problem:', ''), ...problems];
    };
    expect(await post({ command: 'explode' })).toEqual([400, 'invalid-request', expect.stringContaining('command')]);
    expect(await post({ command: 'pause', by: 'eve' })).toEqual([
      400,
      'invalid-request',
      expect.stringContaining('by'),
    ]);
    expect(await post({ command: 'skip', builds: 3 })).toEqual([
      422,
      'command-unclear',
      'builds: unknown; known are build, from, by, why',
      'build: missing',
      'from: missing',
    ]);
    expect(await post({ command: 'resume' })).toEqual([
      409,
      'command-refused',
      'the train is not paused, so there is nothing to resume',
    ]);
    expect(await post({ command: 'pause' }, 'acme/release/v0.0.1')).toEqual([404, 'unknown-train']);
    expect(await post({ command: 'pause' }, `${handle.workflowId}/node`)).toEqual([404, 'unknown-train']);
    expect(await post({ command: 'pause' }, handle.workflowId.replaceAll('/', '%2F'))).toEqual([200]);
    cascade.simulator.release('acme/node');
    await handle.terminate();
    expect(await post({ command: 'pause' })).toEqual([409, 'train-over']);
  });
});
