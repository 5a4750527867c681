import { expect, test } from 'vitest';
import { startCascade } from '../../support/cascade.ts';
import { chainOf } from '../../support/chains.ts';
import { operatorAt, PLACES } from '../../support/operators.ts';
import { startRelease } from '../../support/start-trains.ts';
import { someOf } from '../../support/long.ts';

const THREE = chainOf(
  [
    ['a', []],
    ['b', []],
    ['c', []],
  ],
  { limits: { builds: 1, blocked: 0 } },
);

test.for(someOf(PLACES, 7))(
  '%s changes how many builds run at once, from now on',
  { timeout: 120_000 },
  async (place) => {
    const behaviours = ['a', 'b', 'c'].map((name) => ({ kind: 'hold', repository: `acme/${name}` }) as const);
    const cascade = await startCascade(THREE, { scenario: { behaviours } });
    const { simulator } = cascade;
    const operate = await operatorAt(place, cascade);
    const handle = await startRelease(cascade, `v5.0.${PLACES.indexOf(place)}`);
    await simulator.when(() => simulator.runs().length === 1);

    const said = await operate(handle.workflowId, 'set-limits', { builds: 2 });
    expect(said).toEqual({ done: true, text: expect.stringContaining('builds at once: 2') as string });
    await simulator.when(() => simulator.runs().length === 2);
    expect(simulator.runs('acme/c')).toEqual([]);
    for (const { repository } of behaviours) simulator.release(repository);
    expect((await handle.result()).state).toBe('succeeded');
  },
);
