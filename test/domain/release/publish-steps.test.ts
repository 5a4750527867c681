import { describe, expect, test } from 'vitest';
import { publishOrder } from '../../../src/domain/release/order-publishing.ts';
import { explainFailedStep, fillAddress, publishSteps } from '../../../src/domain/release/publish-steps.ts';
import { COMMIT } from '../../support/actions-runs.ts';
import { chainOf, publishStep, releaseTarget, withRepository } from '../../support/chains.ts';
import { itinerary, pin } from '../../support/itineraries.ts';
import { nightlyOf, releaseOf } from '../../support/requests.ts';
import { settled, trainAfter } from '../../support/trains.ts';

const published = 'https://registry.test/{repository}/{version_number}';
const steps = [publishStep('app', { published, lag: 1000 }), publishStep('core', { marker: 'none' })];
const acme = chainOf(
  [
    ['core', []],
    ['app', ['core']],
  ],
  { release: releaseTarget({ steps }) },
);
const stepPins = ['app', 'core'].map((alias) => pin(`publish-${alias}`, { digest: '5e5e5e5e' }));

function ordered() {
  const state = trainAfter(acme, [settled('core'), settled('app')]);
  return publishOrder(itinerary(acme, releaseOf(acme), { steps: stepPins }), state).steps;
}

describe('the publish steps of a train', () => {
  test('are those of the chain, in its order and not in that of the builds', () => {
    expect(publishSteps(acme, 'release').map(({ repository }) => repository.alias)).toEqual(['app', 'core']);
  });

  test.each(['nightly', 'cascade'] as const)('are none where it is a %s', (kind) => {
    expect(publishSteps(acme, kind)).toEqual([]);
  });

  test('are not carried out by nightlies, for which they have no pins', () => {
    const night = itinerary(acme, nightlyOf(acme), { version: 'nightly-20261121-1234567' });
    expect(publishOrder(night, trainAfter(acme, [settled('core'), settled('app')])).steps).toEqual([]);
  });
});

describe('the order of a publish step', () => {
  test('is that of a verifying build at the pinned commit, with a marker of its own', () => {
    const [app] = ordered();
    expect(app).toMatchObject({
      alias: 'app',
      published: 'https://registry.test/acme/app/1.4.0',
      lag: 1000,
      build: {
        train: 'acme/release/v1.4.0',
        alias: 'publish-app',
        digest: '5e5e5e5e',
        dispatch: { type: 'workflow_dispatch', inputs: { version: '1.4.0' } },
        marker: 'shown',
        expected: { mode: 'verify', commit: COMMIT, headMustMatch: true, artifacts: [] },
        retry: { attempts: 1 },
      },
    });
  });

  test('expects nothing of what the build of its repository does', () => {
    const images = [{ name: 'ghcr.io/acme/app', tag: '{version}', digest: 'digest' }];
    const chain = withRepository(acme, 'app', { images });
    const [step] = publishSteps(chain, 'release');
    expect(step?.asBuild).toMatchObject({ artifacts: [], images: [], build: { runsIn: null, proof: null } });
  });
});

test('what goes into an address is escaped, but for the slashes of a repository', () => {
  expect(
    fillAddress('https://r.test/{repository}?v={version}', { repository: 'acme/a b', version: 'v1.0.0+x#y' }),
  ).toBe('https://r.test/acme/a%20b?v=v1.0.0%2Bx%23y');
});

describe('the reason of a step that failed', () => {
  const [app, core] = ordered();
  if (app === undefined || core === undefined) throw new Error('There should be two steps');

  test('says which it was, why, that nothing was done before, and what will not be done again', () => {
    expect(explainFailedStep([app, core], app, 'it broke', 'https://github.test/draft')).toBe(
      'The release is not published, because publish step 1 of 2, app (build.yml in acme/publish-app), failed: it broke. ' +
        'No step was done before it. The draft stays at https://github.test/draft. Mend the step and start the release ' +
        'again. What the registries show by then, this package at https://registry.test/acme/app/1.4.0, is not ' +
        'published again.',
    );
  });

  test('says what was done before, and that a step without an address runs again', () => {
    expect(explainFailedStep([app, core], core, 'it broke', 'https://github.test/draft')).toMatch(
      /step 2 of 2, core .*Done before it: app\..*Nothing tells whether this step is done, so it runs again then\.$/,
    );
  });
});
