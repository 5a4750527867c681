import { expect, test } from 'vitest';
import { LARGEST_PAYLOAD, tooLargeToOrder, tooLargeToPublish } from '../../../src/domain/release/payload-size.ts';
import { artifact } from '../../support/actions-runs.ts';
import { publication, releaseFile } from '../../support/publications.ts';
import { orderToPublish } from '../../support/publish-orders.ts';

/** A publication that takes so many bytes as JSON. */
function ofSize(bytes: number, character: string) {
  const empty = publication({ warnings: [''] });
  const around = Buffer.byteLength(JSON.stringify(empty));
  return { ...empty, warnings: [character.repeat((bytes - around) / Buffer.byteLength(character))] };
}

test.each(['x', 'é'])('the limit is counted in bytes, of %s too', (character) => {
  const room = LARGEST_PAYLOAD - (LARGEST_PAYLOAD % 2);
  const around = Buffer.byteLength(JSON.stringify(publication({ warnings: [''] })));
  const most = room - (around % 2);
  expect(tooLargeToPublish(ofSize(most + (around % 2) * 2 - 2, character))).toEqual([]);
  expect(tooLargeToPublish(ofSize(most + 4 + (around % 2) * 2, character))).toHaveLength(1);
});

test('what the engine takes is less than its limit of 2 MiB', () => {
  expect(LARGEST_PAYLOAD).toBeLessThan(2 * 1024 ** 2);
});

test('a release of thousands of packed files says how many there are, and what helps', () => {
  const entries = Array.from({ length: 20_000 }, (_, index) => ({
    path: `engine/file-${index}.bin`,
    sha256: 'a'.repeat(64),
    executable: false,
    source: 0,
  }));
  const packed = releaseFile('all.zip', { from: { type: 'packed', format: 'zip', entries, sources: [] } });
  expect(tooLargeToPublish(publication({ files: [packed] }))).toEqual([
    expect.stringMatching(
      /^the list of its 1 files and of the 20000 that are packed in them takes \d+ KB: the engine passes on 1920 KB at most\. Let the builds leave fewer files/,
    ),
  ]);
});

test('an order with the artifacts of an ordinary release may be sent, and one with tens of thousands is refused in words', () => {
  const withArtifacts = (length: number) =>
    orderToPublish({
      outputs: [
        {
          alias: 'engine',
          owner: 'acme',
          name: 'engine',
          tag: 'v1.4.0',
          run: null,
          artifacts: Array.from({ length }, (_, index) => artifact(`artifact-with-a-long-name-${index}`)),
          expected: [],
        },
      ],
    });
  expect(tooLargeToOrder(withArtifacts(500))).toBeNull();
  expect(tooLargeToOrder(withArtifacts(30_000))).toMatch(/^Nothing was published: the list of the 30000 artifacts/);
});
