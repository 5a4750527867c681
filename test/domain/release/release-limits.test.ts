import { expect, test } from 'vitest';
import { exceeded } from '../../../src/domain/release/release-limits.ts';

const GIB = 1024 ** 3;
const files = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `file-${index}`, size: 1 }));

test('a thousand files with the documents are taken, and one more is not', () => {
  expect(exceeded(files(992), 8)).toEqual([]);
  expect(exceeded(files(993), 8)).toEqual([
    'there are 1001 files with the documents, but a release on GitHub holds 1000: pack them, and leave out the loose ones',
  ]);
});

test('a file of 2 GiB less a byte is taken, and each bigger one is told', () => {
  const sizes = { small: 2 * GIB - 1, exact: 2 * GIB, big: 3 * GIB };
  const sized = Object.entries(sizes).map(([name, size]) => ({ name, size }));
  expect(exceeded(sized, 8)).toEqual([
    'exact has 2147483648 bytes, but GitHub takes less than 2 GiB a file: split it',
    'big has 3221225472 bytes, but GitHub takes less than 2 GiB a file: split it',
  ]);
});

test('everything that is too much is told at once', () => {
  expect(exceeded([...files(1000), { name: 'big', size: 2 * GIB }], 8)).toHaveLength(2);
});
