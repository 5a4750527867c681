import { randomBytes } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';
import { startSubstituting } from '../support/substitutes.ts';
import { LONG } from '../support/long.ts';

const MEBIBYTE = 1024 ** 2;
const APP = 'acme/app';
const FILE = 'app-v1.4.0.tar.gz';

/**
 * A zip of one file of so many MiB, put together from one that was packed once: packing all of it would take long. A
 * hundredth of it is no zeros, or it would be a bomb.
 */
function zipOfMebibytes(count: number, name: string): Buffer {
  const piece = Buffer.concat([randomBytes(MEBIBYTE / 100), Buffer.alloc(MEBIBYTE)], MEBIBYTE);
  const packed = deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH });
  const content = Buffer.concat([...Array<Buffer>(count).fill(packed), deflateRawSync('')]);
  const checksum = Array.from({ length: count }).reduce<number>((sum) => crc32(piece, sum), 0);
  const described = fields([20, 2], [0, 2], [8, 2], [0, 4], [checksum, 4], [content.length, 4], [count * MEBIBYTE, 4]);
  const named = Buffer.concat([described, fields([name.length, 2], [0, 2])]);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), named, Buffer.from(name), content]);
  const entry = [Buffer.from('PK\x01\x02'), fields([20, 2]), named, Buffer.alloc(14), Buffer.from(name)];
  const directory = Buffer.concat(entry);
  const end = fields([0, 4], [1, 2], [1, 2], [directory.length, 4], [local.length, 4], [0, 2]);
  return Buffer.concat([local, directory, Buffer.from('PK\x05\x06'), end]);
}

/** Numbers as a zip has them, each in so many bytes. */
function fields(...numbers: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    numbers.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

test.runIf(LONG)(
  'a file of 2 GiB, one byte more than GitHub takes, stops the release before there is a draft',
  async () => {
    const artifacts = { [FILE]: zipOfMebibytes(2048, 'app') };
    const github = await startSubstituting({ artifacts, damagedBy: 'upload' });
    const cascade = await startCascade(chain([repository('app')], { name: 'acme-two-gibibytes' }), { github });
    const { message } = await failureOf((await startRelease(cascade)).result());
    expect(message).toMatch(/Nothing was published: app .*2 GiB/);
    expect(cascade.simulator.releases(APP)).toEqual([]);
  },
  180_000,
);

test('a file that is too large for a GitHub that takes less than ours stops the release with what GitHub says', async () => {
  const cascade = await startCascade(chain([repository('app')], { name: 'acme-takes-less' }), {
    scenario: { largestAsset: 30_000 },
  });
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain(FILE);
  expect(message).toContain('size must be less than or equal to 30001');
  expect(cascade.simulator.releases(APP)).toMatchObject([{ draft: true }]);
});
