import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/domain/build-order.ts';
import { buildOrder, publishOrder } from '../../src/domain/orders.ts';
import { chain, documents, recipe, repository, withRepository } from '../support/chains.ts';
import { artifact, COMMIT, runRef } from '../support/actions-runs.ts';
import { itinerary, pin } from '../support/itineraries.ts';
import { cascadeOf, releaseOf } from '../support/requests.ts';
import { OUTCOMES, settled, trainAfter } from '../support/trains.ts';

const dispatched = recipe({
  dispatch: { type: 'workflow_dispatch', inputs: { version: '{version}', platform: '{platform}' } },
  requiredJobs: ['build'],
});
const acme = chain(
  [
    documents('spec'),
    repository('engine', { needs: ['spec'], build: dispatched }),
    repository('checks', { needs: ['engine'], releases: false }),
    repository('node', { needs: ['checks'] }),
  ],
  { parameters: [{ name: 'platform', values: ['linux', 'windows'] }] },
);
const release = releaseOf(acme);

describe('the order of a build', () => {
  test('holds what the repository is asked for, with every template filled in', () => {
    expect(buildOrder(itinerary(acme, release), 'engine')).toMatchObject({
      train: 'acme/release/v1.4.0',
      alias: 'engine',
      target: { owner: 'acme', name: 'engine', ref: 'main', workflow: 'build.yml' },
      dispatch: { type: 'workflow_dispatch', inputs: { version: 'v1.4.0', platform: 'linux,windows' } },
      digest: '0a1b2c3d',
      expected: {
        mode: 'build',
        commit: COMMIT,
        headMustMatch: true,
        requiredJobs: ['build'],
        artifacts: ['engine-v1.4.0.tar.gz'],
      },
    });
  });

  test('fills the payload of a repository_dispatch likewise', () => {
    const dispatch = { type: 'repository_dispatch', eventType: 'build-chain', payload: { sha: '{sha}' } } as const;
    const changed = withRepository(acme, 'engine', { build: recipe({ dispatch }) });
    expect(buildOrder(itinerary(changed, release), 'engine').dispatch).toEqual({
      ...dispatch,
      payload: { sha: COMMIT },
    });
  });

  test('expects only the artifacts of the values that the train chose', () => {
    const artifacts = [{ source: 'actions-artifact', name: '{platform}.zip', only: {} }] as const;
    const changed = withRepository(acme, 'engine', { artifacts });
    const windows = releaseOf(acme, { parameters: { platform: ['windows'] } });
    expect(buildOrder(itinerary(changed, windows), 'engine').expected.artifacts).toEqual(['windows.zip']);
  });

  test('does not ask for the pinned head where another repository builds this one', () => {
    const changed = withRepository(acme, 'engine', { build: recipe({ runsIn: { owner: 'acme', name: 'ci' } }) });
    expect(buildOrder(itinerary(changed, release), 'engine').expected).toMatchObject({
      headMustMatch: false,
      proof: null,
    });
  });

  test('asks for the artifact that proves the commit, where there is one, instead of the head', () => {
    const changed = withRepository(acme, 'engine', { build: recipe({ proof: 'built-{sha}-{platform}' }) });
    expect(buildOrder(itinerary(changed, release), 'engine').expected).toMatchObject({
      headMustMatch: false,
      proof: `built-${COMMIT}-linux,windows`,
    });
  });

  test('says how it is tried again, how patient it is and what shows its marker, as the chain says', () => {
    const build = recipe({ marker: 'none', retry: { ...recipe().retry, how: 'rerun-failed-jobs', budget: 60_000 } });
    const { marker, retry, timeouts } = buildOrder(
      itinerary(withRepository(acme, 'engine', { build }), release),
      'engine',
    );
    expect({ marker, retry, timeouts }).toEqual({ marker: 'none', retry: build.retry, timeouts: build.timeouts });
  });

  test('tells the actions run by the repository in which it runs, not the one that is built', () => {
    const dispatchTo = { owner: 'other', name: 'ci', ref: 'trunk', workflow: 'single.yml', actor: 'other-bot' };
    const order = buildOrder(itinerary(acme, release, { pins: [pin('engine', { dispatchTo })] }), 'engine');
    expect(identityOf(order, 2)).toEqual({
      marker: { train: 'acme/release/v1.4.0', alias: 'engine', attempt: 2, digest: '0a1b2c3d' },
      event: 'workflow_dispatch',
      workflow: 'single.yml',
      branch: 'trunk',
      actor: 'other-bot',
    });
  });

  test('leaves the branch open where GitHub chooses it, as it does for a repository_dispatch', () => {
    const dispatch = { type: 'repository_dispatch', eventType: 'build-chain', payload: {} } as const;
    const changed = withRepository(acme, 'engine', { build: recipe({ dispatch }) });
    const order = buildOrder(itinerary(changed, release), 'engine');
    expect(identityOf(order, 1)).toMatchObject({ event: 'repository_dispatch', branch: null });
  });

  test.each(['spec', 'nobody'])('can not be made for %s, which has nothing to build', (alias) => {
    expect(() => buildOrder(itinerary(acme, release), alias)).toThrow(`${alias} has nothing to build`);
  });
});

describe('the order to publish', () => {
  const built = { ...OUTCOMES.succeeded, run: runRef(), artifacts: [artifact('engine-v1.4.0.tar.gz')] };
  const train = trainAfter(acme, [
    settled('spec'),
    { type: 'build-settled', at: 2, alias: 'engine', outcome: built },
    { type: 'build-settled', at: 2, alias: 'checks', outcome: built },
    settled('node'),
  ]);

  test('names the release and where it goes', () => {
    expect(publishOrder(itinerary(acme, release), train)).toMatchObject({
      owner: 'acme',
      name: 'node',
      tag: 'v1.4.0',
      commit: 'c'.repeat(40),
      title: 'Acme v1.4.0',
      prerelease: false,
      digest: 'ffffffff',
    });
  });

  test('takes artifacts of the members of the release only, and of those that have some', () => {
    expect(publishOrder(itinerary(acme, release), train).sources).toEqual([
      { alias: 'engine', run: built.run, artifacts: built.artifacts },
    ]);
  });

  test('marks its notes as those of this execution of the train', () => {
    expect(publishOrder(itinerary(acme, release), train).notes).toContain(
      '<!-- cascade-release:acme/release/v1.4.0.ffffffff -->',
    );
  });

  test('is for a pre-release where the version is one', () => {
    const candidate = releaseOf(acme, { version: '1.4.0-rc.1' });
    expect(publishOrder(itinerary(acme, candidate), train)).toMatchObject({ tag: '1.4.0-rc.1', prerelease: true });
  });

  test.each([
    ['a cascade', itinerary(acme, cascadeOf(acme, ['engine']))],
    ['a chain without a place for releases', itinerary({ ...acme, release: null }, release)],
    ['a release whose target was not pinned', itinerary(acme, release, { target: null })],
  ])('can not be made for %s', (_, nothing) => {
    expect(() => publishOrder(nothing, train)).toThrow('publishes nothing');
  });
});
