import { expect, test } from 'vitest';
import { apply } from '../../../src/domain/apply-event.ts';
import type { Chain } from '../../../src/domain/chain.ts';
import { depart } from '../../../src/domain/depart.ts';
import { commitStatuses } from '../../../src/domain/telling/commit-statuses.ts';
import type { TrainEvent } from '../../../src/domain/train-events.ts';
import { viewTrain } from '../../../src/domain/train-view.ts';
import { chain, documents, repository } from '../../support/chains.ts';
import { itinerary } from '../../support/itineraries.ts';
import { releaseOf } from '../../support/requests.ts';
import { passed } from '../../../src/domain/train-state.ts';
import { departure, settled, started, TITLE } from '../../support/trains.ts';

const ACME = chain([documents('spec'), repository('core'), repository('app', { needs: ['core'] })]);

function statusesAfter(described: Chain, events: readonly TrainEvent[]) {
  const journey = itinerary(described, releaseOf(described));
  const train = events.reduce(apply, depart(journey.plan, departure(described)));
  return commitStatuses(journey, viewTrain(TITLE, train));
}

test('nothing is said of a commit before its build begins, and nothing ever of one with nothing to build', () => {
  expect(statusesAfter(ACME, [{ type: 'build-settled', at: 2, alias: 'spec', outcome: passed('docs') }])).toEqual([]);
});

test('a build is pending, and then what became of it, with its actions run', () => {
  expect(statusesAfter(ACME, [started('core')])).toMatchObject([{ name: 'core', state: 'pending', url: null }]);
  expect(statusesAfter(ACME, [started('core'), settled('core')])).toMatchObject([
    { state: 'success', url: expect.stringContaining('http') as string },
  ]);
  expect(statusesAfter(ACME, [started('core'), settled('core', 'failed')])).toMatchObject([{ state: 'failure' }]);
  expect(statusesAfter(ACME, [started('core'), settled('core', 'cancelled')])).toMatchObject([{ state: 'error' }]);
});

test('components of one repository share a status, the gravest', () => {
  const shared = chain([repository('lib'), repository('tool', { name: 'lib' })]);
  const events = [started('lib'), started('tool'), settled('lib'), settled('tool', 'failed')];
  expect(statusesAfter(shared, events)).toMatchObject([
    { name: 'lib', state: 'failure', description: expect.stringMatching(/^tool: /) as string },
  ]);
});

test('a description keeps to what GitHub takes', () => {
  const outcome = { ...settled('core', 'failed'), outcome: failing('x '.repeat(200)) } as TrainEvent;
  const [status] = statusesAfter(ACME, [started('core'), outcome]);
  expect(status?.description).toHaveLength(140);
});

function failing(message: string) {
  return { status: 'failed', reason: { code: 'error', message }, attempts: 1, run: null, related: [], gaveUp: null };
}
