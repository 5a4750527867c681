import { expect, test } from 'vitest';
import { artifactRefs, type CollectedFile, nameClashes } from '../../src/domain/publish-order.ts';
import { artifact, runRef } from '../support/actions-runs.ts';

const file = (name: string, alias: string, from = `${alias}-binaries`): CollectedFile => ({
  name,
  size: 1,
  sha256: '0'.repeat(64),
  from: { alias, owner: 'acme', name: alias, artifact: artifact(from) },
});

test('every artifact is named with the repository in which it ran', () => {
  const sources = [
    { alias: 'engine', run: runRef(), artifacts: [artifact('a'), artifact('b')] },
    { alias: 'node', run: runRef({ name: 'ci' }), artifacts: [artifact('c')] },
  ];
  expect(artifactRefs(sources).map((ref) => [ref.alias, ref.owner, ref.name, ref.artifact.name])).toEqual([
    ['engine', 'acme', 'engine', 'a'],
    ['engine', 'acme', 'engine', 'b'],
    ['node', 'acme', 'ci', 'c'],
  ]);
});

test('files with names of their own do not clash', () => {
  expect(nameClashes([])).toEqual([]);
  expect(nameClashes([file('a.zip', 'engine'), file('A.zip', 'node'), file('b.zip', 'engine')])).toEqual([]);
});

test('each clash is told once, with all that share the name', () => {
  const files = [
    file('LICENSE', 'engine'),
    file('node.zip', 'node'),
    file('LICENSE', 'node', 'docs'),
    file('LICENSE', 'sdk'),
    file('node.zip', 'sdk'),
  ];
  expect(nameClashes(files)).toEqual([
    'LICENSE comes from engine (artifact engine-binaries) and node (artifact docs) and sdk (artifact sdk-binaries)',
    'node.zip comes from node (artifact node-binaries) and sdk (artifact sdk-binaries)',
  ]);
});

test('the list of checksums that Cascade makes can come from nobody else', () => {
  expect(nameClashes([file('SHA256SUMS', 'engine')])).toEqual([
    'SHA256SUMS is made by Cascade, but also comes from engine (artifact engine-binaries)',
  ]);
});
