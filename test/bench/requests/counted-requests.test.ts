import { expect, test } from 'vitest';
import { countRequests } from '../../../bench/requests/counted-requests.ts';
import type { RequestRecord } from '../../../simulator/records.ts';

function asked(repository: string, operation: string, status = 200): RequestRecord {
  return { at: 0, method: 'GET', path: '', operation, pathTemplate: '', repository, status };
}

test('a look that found nothing new is free, and what the train asks as a whole is no request of a build', () => {
  const requests = [
    asked('acme/core', 'repos/get-branch'),
    asked('acme/core', 'actions/create-workflow-dispatch'),
    asked('acme/core', 'actions/get-workflow-run', 304),
    asked('acme/core', 'actions/get-workflow-run', 304),
    asked('acme/core', 'actions/get-workflow-run'),
    asked('acme/app', 'actions/create-workflow-dispatch'),
  ];
  expect(countRequests(requests, 2)).toEqual({
    most: 2,
    perBuild: 1.5,
    byKind: [
      { operation: 'actions/create-workflow-dispatch', perBuild: 1 },
      { operation: 'actions/get-workflow-run', perBuild: 0.5 },
    ],
    freePerBuild: 1,
  });
});
