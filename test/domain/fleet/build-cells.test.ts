import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExpectedArtifact } from '../../../src/domain/chain.ts';
import { expectedNames } from '../../../src/domain/expected-artifacts.ts';
import { artifactGroups } from '../../../src/domain/fleet/build-cells.ts';

const PARAMETERS = [
  { name: 'platform', values: ['linux', 'windows'] },
  { name: 'variant', values: ['base', 'full'] },
];

function artifact(name: string, more: Partial<ExpectedArtifact> = {}): ExpectedArtifact {
  return { source: 'actions-artifact', name, only: {}, rebuilt: null, asIs: false, tag: null, ...more };
}

function groupsOf(...artifacts: readonly ExpectedArtifact[]): readonly (readonly [object, readonly string[]])[] {
  return artifactGroups(artifacts, PARAMETERS, { alias: 'app' }).map(({ when, artifacts: made }) => [
    when,
    made.map(({ name }) => name),
  ]);
}

test('an artifact that no parameter changes is always made', () => {
  expect(groupsOf(artifact('{alias}-{version}.crate'))).toEqual([[{}, ['app-{version}.crate']]]);
});

test('one job makes all artifacts of the same values', () => {
  expect(
    groupsOf(artifact('a-{platform}.zip'), artifact('b-{platform}.deb', { only: { platform: ['linux'] } })),
  ).toEqual([
    [{ platform: ['linux'] }, ['a-linux.zip', 'b-linux.deb']],
    [{ platform: ['windows'] }, ['a-windows.zip']],
  ]);
});

test('parameters in the name multiply, and `only` limits them', () => {
  expect(groupsOf(artifact('a-{variant}-{platform}', { only: { variant: ['full'] } }))).toEqual([
    [{ platform: ['linux'], variant: ['full'] }, ['a-full-linux']],
    [{ platform: ['windows'], variant: ['full'] }, ['a-full-windows']],
  ]);
});

test('what is there for several values without naming them is made once for all', () => {
  expect(groupsOf(artifact('a.txt', { only: { platform: ['linux', 'windows'] } }))).toEqual([
    [{ platform: ['linux', 'windows'] }, ['a.txt']],
  ]);
});

test('the second artifact of a double build is named after the first', () => {
  const [group] = artifactGroups([artifact('a-{platform}', { rebuilt: 'again-{artifact}' })], PARAMETERS, {});
  expect(group?.artifacts).toEqual([{ name: 'a-linux', rebuilt: 'again-a-linux' }]);
});

test('files of releases are made by nobody', () => {
  expect(groupsOf(artifact('a', { source: 'release-asset' }))).toEqual([]);
});

const anyArtifact = fc.record({
  name: fc.constantFrom('{platform}', '{variant}', '{platform}-{variant}', 'plain'),
  only: fc.record(
    {
      platform: fc.subarray(['linux', 'windows'], { minLength: 1 }),
      variant: fc.subarray(['base', 'full'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
});

test('whatever a train chooses, the jobs that it wants make what it expects of the repository', () => {
  const choice = fc.record({
    platform: fc.subarray(['linux', 'windows'], { minLength: 1 }),
    variant: fc.subarray(['base', 'full'], { minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(anyArtifact, { maxLength: 4 }), choice, (list, chosen) => {
      const artifacts = list.map(({ name, only }, index) => artifact(`a${index}-${name}`, { only }));
      const wanted = artifactGroups(artifacts, PARAMETERS, {}).filter(({ when }) =>
        Object.entries(when).every(([name, values]) =>
          (name === 'platform' ? chosen.platform : chosen.variant).some((value) => values.includes(value)),
        ),
      );
      const made = wanted.flatMap((group) => group.artifacts.map(({ name }) => name));
      expect(made.sort()).toEqual([...expectedNames(artifacts, chosen, {})].sort());
    }),
  );
});
