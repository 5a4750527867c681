import { expect, test } from 'vitest';
import { checkedPlaces, wantedAccess } from '../../src/domain/checked-place.ts';
import { chain, documents, publishStep, recipe, releaseTarget, repository } from '../support/chains.ts';

test('every repository is named once, with all that the chains want of it', () => {
  const one = chain(
    [
      documents('spec'),
      repository('engine'),
      repository('plugin', { build: recipe({ runsIn: { owner: 'acme', name: 'builder' } }) }),
      repository('engine-tests', { name: 'Engine' }),
    ],
    { release: releaseTarget({ name: 'releases' }) },
  );
  const other = chain([repository('engine')], { release: null });
  const places = checkedPlaces([one, other]);
  expect(places.map((place) => [place.name, wantedAccess(place), place.builds.map(({ alias }) => alias)])).toEqual([
    ['spec', 'read', []],
    ['engine', 'dispatch', ['engine', 'engine-tests', 'engine']],
    ['plugin', 'read', []],
    ['builder', 'dispatch', ['plugin']],
    ['releases', 'publish', []],
  ]);
});

test('publish steps are looked at beside the builds, and so is where a release would be adopted', () => {
  const steps = [publishStep('spec'), publishStep('engine')];
  const one = chain([documents('spec'), repository('engine')], {
    release: releaseTarget({ name: 'Engine', steps }),
    triggers: { ...chain([]).triggers, releases: ['spec', 'engine'] },
  });
  const places = checkedPlaces([one]);
  expect(places.map(({ builds, adopts }) => [builds.map(({ alias }) => alias), adopts])).toEqual([
    [['publish-spec'], false],
    [['engine', 'publish-engine'], true],
  ]);
  expect(places.flatMap(({ builds }) => builds.map(({ recipe: { workflows } }) => workflows))).toEqual([
    ['publish.yml'],
    ['build.yml'],
    ['publish.yml'],
  ]);
});

test('statuses are wanted where something is built, and an issue where the chain keeps one, inside the chain or not', () => {
  const spoken = chain([documents('spec'), repository('engine')], {
    release: null,
    tells: { statuses: true, webhooks: [], issue: { owner: 'acme', name: 'desk' } },
  });
  const silent = chain([repository('engine'), repository('app')], { release: null });
  expect(checkedPlaces([silent, spoken]).map(({ name, statuses, issues }) => [name, statuses, issues])).toEqual([
    ['engine', true, false],
    ['app', false, false],
    ['spec', false, false],
    ['desk', false, true],
  ]);
});

test('pushes are looked at where they wait for actions runs, chain by chain', () => {
  const { push, ...engine } = repository('engine', { branch: 'stable' });
  const waiting = { ...push, workflows: ['ci.yml'] };
  const one = chain([{ ...engine, push: waiting }, repository('app')], {
    release: null,
    triggers: { ...chain([]).triggers, pushBranches: ['develop'] },
  });
  const other = chain([repository('motor', { name: 'Engine', push: waiting })], { name: 'other', release: null });
  const [place, ...rest] = checkedPlaces([one, other]);
  expect(place?.pushes.map(({ chain: of, alias, branch, lines }) => [of, alias, branch, lines])).toEqual([
    ['acme', 'engine', 'stable', ['develop']],
    ['other', 'motor', null, []],
  ]);
  expect(rest.flatMap(({ pushes }) => pushes)).toEqual([]);
});
