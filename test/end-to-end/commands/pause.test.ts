import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chainOf } from '../../support/chains.ts';
import { operatorAt, PLACES } from '../../support/operators.ts';
import { startRelease } from '../../support/start-trains.ts';
import { untilBuild, untilTrain } from '../../support/watching.ts';
import { someOf } from '../../support/long.ts';

const PAIR = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);

const NAMES = {
  'our command line': userInfo().username,
  'our command line through the API': 'somebody on this machine',
  'the API': 'somebody on this machine',
  "Temporal's command line": 'somebody with access to Temporal',
} as const;

test.for(someOf(PLACES, 3))(
  'a train that is paused by %s starts nothing new until it is resumed there',
  async (place) => {
    const cascade = await startCascade(PAIR, {
      scenario: { behaviours: [{ kind: 'hold', repository: 'acme/engine' }] },
    });
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, `v1.0.${PLACES.indexOf(place)}`);
    const train = handle.workflowId;
    await cascade.simulator.when(() => cascade.simulator.runs('acme/engine')[0]?.status === 'in_progress');

    const paused = await operate(train, 'pause', { why: 'GitHub is slow' });
    expect(paused).toEqual({ done: true, text: expect.stringContaining('nothing new starts') as string });
    cascade.simulator.release('acme/engine');
    await untilBuild(handle, 'engine', 'succeeded');
    const view = await untilTrain(handle, { state: 'paused' });
    expect(view.builds[1]).toMatchObject({ status: 'waiting', reason: { code: 'paused' } });
    expect(cascade.simulator.runs('acme/node')).toEqual([]);

    const resumed = await operate(train, 'resume');
    expect(resumed).toEqual({ done: true, text: expect.stringContaining('goes on') as string });
    const end = await handle.result();
    expect(end.state).toBe('succeeded');
    expect(end.commands.map(({ what, by, why }) => [what, by, why])).toEqual([
      ['paused', NAMES[place], 'GitHub is slow'],
      ['resumed', NAMES[place], ''],
    ]);
  },
);
