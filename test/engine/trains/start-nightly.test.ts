import { describe, expect, it } from 'vitest';
import { dayOf, startNightly } from '../../../src/engine/trains/start-nightly.ts';
import { clientOfFile } from './client-of-file.ts';

const person = { taskQueue: 'nobody-works-here', repeat: 'after-failure' } as const;
const once = { taskQueue: 'nobody-works-here', repeat: 'never' } as const;
// A moment before midnight in universal time, and the day of everybody east of it is another.
const AT = Date.UTC(2026, 10, 21, 23, 59, 59);

describe('starting a nightly', { timeout: 60_000 }, () => {
  const { client } = clientOfFile();

  it('names it by the day in universal time, and starts none beside one that is under way', async () => {
    const input = { chain: 'one' };
    expect(await startNightly(client(), input, AT, person)).toEqual({
      started: true,
      trainId: 'one/nightly/2026-11-21',
    });
    expect(await startNightly(client(), input, AT, person)).toEqual({
      started: false,
      trainId: 'one/nightly/2026-11-21',
      because: 'running',
    });
    expect(await startNightly(client(), input, AT + 1000, person)).toMatchObject({ trainId: 'one/nightly/2026-11-22' });
  });

  it('gives a further one its number where the ones before have ended and are not repeated', async () => {
    const input = { chain: 'two' };
    for (const trainId of ['two/nightly/2026-11-21', 'two/nightly/2026-11-21-2', 'two/nightly/2026-11-21-3']) {
      expect(await startNightly(client(), input, AT, once)).toEqual({ started: true, trainId });
      await client().workflow.getHandle(trainId).terminate();
    }
  });

  it('repeats one that ended badly under its own name where a person asks', async () => {
    const input = { chain: 'three' };
    await startNightly(client(), input, AT, person);
    await client().workflow.getHandle('three/nightly/2026-11-21').terminate();
    expect(await startNightly(client(), input, AT, person)).toEqual({
      started: true,
      trainId: 'three/nightly/2026-11-21',
    });
  });
});

it('tells the day of a moment', () => {
  expect(dayOf(AT)).toBe('2026-11-21');
});
