import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSha256Sums } from '../../../src/domain/checksums.ts';
import { applyChecksums, isChecksumFile } from '../../../src/domain/release/checksum-files.ts';

const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)];

test.each([
  'SHA256SUMS',
  'SHA256SUMS-engine-linux-x86_64',
  'SHA256SUMS-linux-packages.txt',
  'SHA256SUMS.txt',
  'sha256sums',
  'checksums.sha256',
  'engine.tar.gz.sha256',
  'engine.tar.gz.sha256sum',
  'dist/SHA256SUMS',
])('%s lists checksums', (name) => {
  expect(isChecksumFile(name)).toBe(true);
});

test.each(['engine', 'SHA256SUMS.asc', 'SHA256SUMS-linux.asc', 'mySHA256SUMS', 'sha256sum.exe', 'SHA256SUMS/engine'])(
  '%s does not',
  (name) => {
    expect(isChecksumFile(name)).toBe(false);
  },
);

/** The four shapes that builds make. */
test.each([
  ['paths', `${ONE}  target/release/engine\n${TWO}  target/release/engine.exe\n`],
  ['bare names', `${ONE}  engine\n${TWO}  engine.exe\n`],
  ['the binary marker and capitals', `${ONE.toUpperCase()} *./engine\r\n${TWO} *./engine.exe\r\n`],
])('files are found by %s', (_, text) => {
  const files = [
    { name: 'engine', sha256: ONE },
    { name: 'engine.exe', sha256: TWO },
  ];
  expect(applyChecksums(files, [{ name: 'SHA256SUMS', text }])).toEqual({
    done: [
      { file: 'engine', check: 'checksum', with: 'SHA256SUMS' },
      { file: 'engine.exe', check: 'checksum', with: 'SHA256SUMS' },
    ],
    problems: [],
    useless: [],
  });
});

test.each(['engine.tar.gz.sha256', 'engine.tar.gz.sha256sum'])(
  '%s with nothing but a checksum means its own file',
  (name) => {
    const files = [{ name: 'engine.tar.gz', sha256: ONE }];
    expect(applyChecksums(files, [{ name, text: `${ONE}\n` }]).done).toEqual([
      { file: 'engine.tar.gz', check: 'checksum', with: name },
    ]);
    expect(applyChecksums(files, [{ name, text: TWO }]).problems).toHaveLength(1);
  },
);

test('a file is found under the name that GitHub makes of the listed one', () => {
  const text = `${ONE}  dist/engine 1.0~rc.zip\n`;
  expect(applyChecksums([{ name: 'engine.1.0.rc.zip', sha256: ONE }], [{ name: 'SHA256SUMS', text }])).toMatchObject({
    done: [{ file: 'engine.1.0.rc.zip' }],
    problems: [],
    useless: [],
  });
});

test('a mismatch and an unreadable line are told, and what was not collected is none of our business, each with the list that it stands in', () => {
  const lists = [
    { name: 'SHA256SUMS', text: `${TWO}  engine\n${ONE}  Cargo.lock\nnonsense\n` },
    { name: 'checksums.sha256', text: `${ONE}  engine\n${TWO}  checksums.sha256\n` },
  ];
  expect(applyChecksums([{ name: 'engine', sha256: ONE }], lists)).toEqual({
    done: [{ file: 'engine', check: 'checksum', with: 'checksums.sha256' }],
    problems: [
      'SHA256SUMS, line 3: "nonsense" is no SHA-256 and file name',
      `engine has SHA-256 ${ONE}, but SHA256SUMS says ${TWO}`,
    ],
    useless: [],
  });
});

test.each([`${ONE}  Cargo.lock\n`, `${ONE}  SHA256SUMS\n`, ''])(
  'a list of nothing that was collected is told: %j',
  (text) => {
    const files = [
      { name: 'engine', sha256: ONE },
      { name: 'SHA256SUMS', sha256: ONE },
    ];
    expect(applyChecksums(files, [{ name: 'SHA256SUMS', text }])).toEqual({
      done: [],
      problems: [],
      useless: ['SHA256SUMS lists none of the files that were collected: nothing was held against it'],
    });
  },
);

test('two checksums that could be meant for one file are a problem, unless one of them names the file itself', () => {
  const apply = (text: string) => applyChecksums([{ name: 'engine', sha256: ONE }], [{ name: 'SHA256SUMS', text }]);
  expect(apply(`${ONE}  linux/engine\n${TWO}  mac/engine\n`)).toEqual({
    done: [],
    problems: [
      'SHA256SUMS has several checksums that could be meant for engine: linux/engine, mac/engine; list it once, under its own name',
    ],
    useless: [],
  });
  expect(apply(`${ONE}  linux/engine\n${ONE}  copy/engine\n`).problems).toEqual([]);
  expect(apply(`${ONE}  engine\n${TWO}  mac/engine\n`)).toMatchObject({
    done: [{ file: 'engine' }],
    problems: [],
  });
});

test('each file that a list covers is either checked or has a problem, whatever was changed in it', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,6}(\.[a-z]{1,3})?$/), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(names, fc.infiniteStream(fc.boolean()), (listed, changes) => {
      const files = listed.map((name) => ({ name, sha256: changes.next().value === true ? TWO : ONE }));
      const text = formatSha256Sums(listed.map((name) => ({ name, sha256: ONE })));
      const { done, problems, useless } = applyChecksums(files, [{ name: 'SHA256SUMS', text }]);
      const intact = files.filter(({ sha256 }) => sha256 === ONE);
      expect(done.map(({ file }) => file)).toEqual(intact.map(({ name }) => name));
      expect(problems).toHaveLength(files.length - intact.length);
      expect(useless).toEqual([]);
    }),
  );
});
