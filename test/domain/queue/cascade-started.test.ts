import { expect, test } from 'vitest';
import type { StartedCascade } from '../../../src/domain/queue/queue-events.ts';
import { nextCascadeId } from '../../../src/domain/queue/cascade-order.ts';
import { answers, arrival, arrives, cascadeAsks, queueAfter, started } from './support.ts';

const CORE = 'acme/cascade/core/b000000';

function ends(result: StartedCascade, train = CORE) {
  return { type: 'cascade-started', at: 2, train, result } as const;
}

const { state: starting } = queueAfter([arrives(arrival('core', { at: 100 }))]);

test('a commit that came before a train of it began is not cascaded again', () => {
  for (const result of [{ type: 'ended-before', began: 100 }, { type: 'ended-before' }] as const) {
    const { state } = queueAfter([ends(result)], starting);
    expect(state.running).toEqual([]);
    expect(state.decisions.at(-1)).toMatchObject({ became: 'dropped' });
  }
});

test('a commit that comes again after a train of it had begun is cascaded again, under the next number that is free', () => {
  const second = queueAfter([ends({ type: 'ended-before', began: 99 })], starting);
  expect(started(second.done)).toEqual([`${CORE}-2`]);
  const third = queueAfter([ends({ type: 'ended-before', began: 99 }, `${CORE}-2`)], second.state);
  expect(started(third.done)).toEqual([`${CORE}-3`]);
  expect(answers(queueAfter([cascadeAsks(`${CORE}-3`, 'core')], third.state).done)).toEqual([`${CORE}-3 admitted`]);
});

test('numbers follow commits and digests, whatever an alias is called', () => {
  expect(nextCascadeId('a-1/cascade/core-7/b000000')).toBe('a-1/cascade/core-7/b000000-2');
  expect(nextCascadeId('a-1/cascade/core-7/b000000-9')).toBe('a-1/cascade/core-7/b000000-10');
});
