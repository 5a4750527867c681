import { expect, test } from 'vitest';
import { endsAtGitHub, hopsOf } from '../../../bench/hops/hop-samples.ts';
import type { Delivery, RequestRecord } from '../../../simulator/records.ts';

const NODES = [
  { alias: 'a', needs: [] },
  { alias: 'b', needs: [] },
  { alias: 'c', needs: ['a', 'b'] },
];

function dispatchOf(alias: string, at: number): RequestRecord {
  const repository = `acme/${alias}`;
  return {
    at,
    method: 'POST',
    path: '',
    operation: 'actions/create-workflow-dispatch',
    pathTemplate: '',
    repository,
    status: 200,
  };
}

function delivery(alias: string, action: string, at: number): Delivery {
  return {
    id: '',
    event: 'workflow_run',
    action,
    repository: `acme/${alias}`,
    url: '',
    at,
    status: 202,
    redelivery: false,
  };
}

test('a hop counts from the last of the needs that finished', () => {
  const requests = [dispatchOf('a', 0), dispatchOf('b', 0), dispatchOf('c', 130)];
  const deliveries = [delivery('a', 'completed', 100), delivery('b', 'completed', 60), delivery('c', 'completed', 200)];
  expect(hopsOf(NODES, endsAtGitHub({ requests, deliveries }))).toEqual([{ alias: 'c', after: 'a', ms: 30 }]);
});

test('only the end of an actions run counts, and only a dispatch', () => {
  const look: RequestRecord = { ...dispatchOf('c', 90), operation: 'actions/get-workflow-run' };
  const requests = [dispatchOf('c', 70), look];
  const deliveries = [delivery('a', 'completed', 50), delivery('a', 'requested', 80), delivery('a', 'in_progress', 85)];
  expect(endsAtGitHub({ requests, deliveries })).toEqual({
    dispatched: new Map([['c', 70]]),
    finished: new Map([['a', 50]]),
  });
});

test('an end that was never told is an error, not a hop of no time', () => {
  const ends = { dispatched: new Map([['c', 1]]), finished: new Map([['a', 0]]) };
  expect(() => hopsOf(NODES, ends)).toThrow(/Nothing is known of b/);
});
