import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/domain/build-order.ts';
import { buildOrder } from '../../src/domain/orders.ts';
import { publishOrder } from '../../src/domain/release/order-publishing.ts';
import {
  chain,
  documents,
  expectedArtifact,
  recipe,
  releaseTarget,
  repository,
  withRepository,
} from '../support/chains.ts';
import { artifact, COMMIT, runRef } from '../support/actions-runs.ts';
import { itinerary, pin } from '../support/itineraries.ts';
import { cascadeOf, nightlyOf, releaseOf } from '../support/requests.ts';
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
    const artifacts = [expectedArtifact('{platform}.zip')];
    const changed = withRepository(acme, 'engine', { artifacts });
    const windows = releaseOf(acme, { parameters: { platform: ['windows'] } });
    expect(buildOrder(itinerary(changed, windows), 'engine').expected.artifacts).toEqual(['windows.zip']);
  });

  test('expects the second build of an artifact, too, where its name is known', () => {
    const artifacts = [
      expectedArtifact('engine-{version}.zip', { rebuilt: 'engine-{version}-again.zip' }),
      expectedArtifact('tools-*', { rebuilt: '{artifact}-again' }),
      expectedArtifact('engine.deb', { source: 'release-asset' }),
    ];
    const changed = withRepository(acme, 'engine', { artifacts });
    expect(buildOrder(itinerary(changed, release), 'engine').expected.artifacts).toEqual([
      'engine-v1.4.0.zip',
      'engine-v1.4.0-again.zip',
      'tools-*',
    ]);
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
    const dispatchTo = {
      owner: 'other',
      name: 'ci',
      ref: 'trunk',
      held: false,
      workflow: 'single.yml',
      actor: 'other-bot',
    };
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
      chain: 'acme',
      kind: 'release',
      version: 'v1.4.0',
      owner: 'acme',
      name: 'node',
      tag: 'v1.4.0',
      commit: 'c'.repeat(40),
      onDefaultBranch: true,
      title: 'Acme v1.4.0',
      digest: 'ffffffff',
      startedAt: 1_000,
      startedBy: 'Alice',
      parameters: {},
      adopts: false,
      dryRun: false,
    });
  });

  test('has the files of the members of the release only, and what each of them should have', () => {
    const plain = { parameters: {}, rebuilt: null, asIs: false, tag: null };
    const expected = [{ source: 'actions-artifact', name: 'engine-v1.4.0.tar.gz', ...plain }];
    const { outputs } = publishOrder(itinerary(acme, release), train);
    expect(outputs.map(({ alias }) => alias)).toEqual(['engine', 'node']);
    expect(outputs[0]).toEqual({
      ...{ alias: 'engine', owner: 'acme', name: 'engine', tag: 'v1.4.0' },
      ...{ run: built.run, artifacts: built.artifacts, expected },
    });
  });

  test('tells of every repository that was built, and how, also of those that yield no file', () => {
    const { members } = publishOrder(itinerary(acme, release), train);
    expect(members.map(({ alias, work, workflow }) => [alias, work, workflow])).toEqual([
      ['spec', 'nothing', 'build.yml'],
      ['engine', 'build', 'build.yml'],
      ['checks', 'build', 'build.yml'],
      ['node', 'build', 'build.yml'],
    ]);
    expect(members[1]).toMatchObject({ repository: 'acme/engine', needs: ['spec'], commit: COMMIT, run: built.run });
  });

  test('has a tag for each member of the release where the chain tags its repositories, and else for none', () => {
    const tagged = { ...acme, release: releaseTarget({ tags: { repositories: 'members', elsewhere: 'stop' } }) };
    const tagsOf = (of: typeof acme) => publishOrder(itinerary(of, release), train).members.map(({ tag }) => tag);
    expect(tagsOf(tagged)).toEqual(['v1.4.0', 'v1.4.0', null, 'v1.4.0']);
    expect(tagsOf(acme)).toEqual([null, null, null, null]);
  });

  test('adopts the release that started the train where it is the one to publish in', () => {
    const of = (alias: string) =>
      releaseOf(acme, {
        trigger: { type: 'release', repository: alias, tag: 'v1.4.0', delivery: 'd1', by: { type: 'cascade' } },
      });
    expect(publishOrder(itinerary(acme, of('node')), train).adopts).toBe(true);
    expect(publishOrder(itinerary(acme, of('engine')), train).adopts).toBe(false);
  });

  test('is for the name that pinning gave a nightly', () => {
    const version = 'nightly-20261121-3f2a91c';
    expect(publishOrder(itinerary(acme, nightlyOf(acme), { version }), train)).toMatchObject({
      kind: 'nightly',
      tag: version,
      version,
      title: `Acme ${version}`,
    });
  });

  test('ends with the draft where that was asked for', () => {
    expect(publishOrder(itinerary(acme, releaseOf(acme, { dryRun: true })), train).dryRun).toBe(true);
  });

  test.each([
    ['a cascade', itinerary(acme, cascadeOf(acme, ['engine']))],
    ['a chain without a place for releases', itinerary({ ...acme, release: null }, release)],
    ['a release whose target was not pinned', itinerary(acme, release, { target: null })],
    ['a nightly without a name', itinerary(acme, nightlyOf(acme))],
  ])('can not be made for %s', (_, nothing) => {
    expect(() => publishOrder(nothing, train)).toThrow('publishes nothing');
  });
});

describe('the images of a release', () => {
  const images = [{ name: 'ghcr.io/acme/{alias}', tag: '{version_number}', digest: 'image-digest' }];
  const pushed = withRepository(acme, 'node', { images, artifacts: [expectedArtifact('*')] });
  const digest = artifact('image-digest');
  const built = (alias: string) => ({
    type: 'build-settled' as const,
    at: 2,
    alias,
    outcome: { ...OUTCOMES.succeeded, run: runRef({ name: 'builder' }), artifacts: [digest, artifact('node.zip')] },
  });

  test('are expected by the artifacts that say their digests', () => {
    expect(buildOrder(itinerary(pushed, release), 'node').expected.artifacts).toEqual(['*', 'image-digest']);
  });

  test('come from where the build ran, and what says their digests is none of the files', () => {
    const order = publishOrder(itinerary(pushed, release), trainAfter(pushed, [built('node')]));
    expect(order.images).toEqual([
      {
        reference: 'ghcr.io/acme/node:1.4.0',
        from: {
          type: 'artifact',
          alias: 'node',
          owner: 'acme',
          name: 'builder',
          artifact: digest,
          asIs: false,
          parameters: {},
        },
      },
    ]);
    const [node] = order.outputs.filter(({ alias }) => alias === 'node');
    expect(node?.artifacts.map(({ name }) => name)).toEqual(['node.zip']);
  });

  test('are not in it where their repository is not', () => {
    const apart = withRepository(acme, 'checks', { images });
    expect(publishOrder(itinerary(apart, release), trainAfter(apart, [built('checks')])).images).toEqual([]);
  });
});
