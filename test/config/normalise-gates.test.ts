import { expect, test } from 'vitest';
import { chainOf } from './chain-of.ts';

test('a gate that says only what it must holds for every train, at once and for ever', () => {
  const { gates } = chainOf(`
chain: acme
gates: [{ name: layer, before: building, approvers: [ann, bob], threshold: 2 }]
repositories: { engine: { repository: acme/engine } }
`);
  expect(gates).toEqual([
    {
      name: 'layer',
      before: 'building',
      kinds: ['release', 'nightly', 'cascade'],
      repositories: null,
      approvers: [
        { name: 'ann', key: null },
        { name: 'bob', key: null },
      ],
      threshold: 2,
      wait: 0,
      expires: null,
      emergency: null,
    },
  ]);
});

test('a gate that says everything is taken at its word', () => {
  const { gates } = chainOf(`
chain: acme
gates:
  - name: layer
    before: building
    kinds: [release]
    repositories: [engine]
    approvers: [ann, { name: bob, key: keys/bob.asc }]
    threshold: 1
    wait: 180d
    expires: 200d
    emergency: { approvers: [ann, { name: eve, key: keys/eve.asc }], threshold: 2 }
repositories: { engine: { repository: acme/engine } }
`);
  expect(gates).toEqual([
    {
      name: 'layer',
      before: 'building',
      kinds: ['release'],
      repositories: ['engine'],
      approvers: [
        { name: 'ann', key: null },
        { name: 'bob', key: 'keys/bob.asc' },
      ],
      threshold: 1,
      wait: 15_552_000_000,
      expires: 17_280_000_000,
      emergency: {
        approvers: [
          { name: 'ann', key: null },
          { name: 'eve', key: 'keys/eve.asc' },
        ],
        threshold: 2,
      },
    },
  ]);
});
