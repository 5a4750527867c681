import { expect, test } from 'vitest';
import { DOCUMENTS } from '../../src/domain/release/document-names.ts';
import { startCascade } from '../support/cascade.ts';
import { chainOf } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

const UPLOAD = 'repos/upload-release-asset';

test('bashka#9: files are uploaded one after the other', async () => {
  const cascade = await startCascade(
    chainOf([
      ['a', []],
      ['b', []],
      ['c', []],
    ]),
    // What comes second would be there first, if it did not wait.
    { scenario: { faults: [{ operation: UPLOAD, effect: { kind: 'late', seconds: 1 } }] } },
  );
  await (await startRelease(cascade)).result();
  const uploads = cascade.simulator.requests().filter(({ operation }) => operation === UPLOAD);
  const asked = uploads
    .toSorted((one, other) => one.at - other.at)
    .map(({ path }) => new URL(path, 'http://localhost').searchParams.get('name'));
  const [release] = cascade.simulator.releases('acme/c');
  expect(release?.assets.map(({ name }) => name)).toEqual(asked);
  expect(asked).toEqual(['a-v1.4.0.tar.gz', 'b-v1.4.0.tar.gz', 'c-v1.4.0.tar.gz', ...DOCUMENTS]);
});
