import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understandDocuments } from '../../../src/app/verify/documents.ts';
import {
  BILL_OF_MATERIALS,
  isDocumentName,
  MANIFEST,
  personsSignatureName,
  PROVENANCE,
  SHA256SUMS,
  SIGNED,
  signatureName,
  signedDocument,
} from '../../../src/domain/release/document-names.ts';
import { type FoundRelease, type VerifiedItem, verifyRelease } from '../../../src/domain/release/verification.ts';
import type { CheckedSignature } from '../../../src/domain/release/verify-signatures.ts';
import { publishedImage } from '../../support/publications.ts';
import { wholeRelease } from '../../support/whole-releases.ts';

type Contents = ReadonlyMap<string, string>;

/** A signature of these tests: it names what it signs, and only `readSignatures` makes sense of it. */
function signed(contents: Contents): Map<string, string> {
  const signatures = SIGNED.map((document) => [signatureName(document), seal(contents, document)] as const);
  return new Map([...contents, ...signatures]);
}

function seal(contents: Contents, document: string): string {
  return `signature of ${hash('sha256', contents.get(document) ?? '')}`;
}

function readSignatures(contents: Contents): Readonly<Record<string, CheckedSignature>> {
  const read = [...contents].flatMap(([name, signature]) => {
    const document = signedDocument(name);
    return document === null || !contents.has(document) ? [] : [{ name, good: signature === seal(contents, document) }];
  });
  return Object.fromEntries(
    read.map(({ name, good }) => [
      name,
      good ? { signers: ['Ada'], problems: [] } : { signers: [], problems: ['It is not good.'] },
    ]),
  );
}

/** What somebody finds who has these files, with or without the signer's key. */
function found(contents: Contents, { key = true, ...differences }: Partial<FoundRelease> & { key?: boolean } = {}) {
  return {
    files: Array.from(contents, ([name, content]) => ({
      name,
      size: Buffer.byteLength(content),
      sha256: hash('sha256', content),
    })),
    others: [],
    ...understandDocuments(new Map(Array.from(contents, ([name, content]) => [name, Buffer.from(content)]))),
    signatures: key ? readSignatures(contents) : null,
    shown: null,
    ...differences,
  };
}

function wrong(release: FoundRelease): readonly string[] {
  return verifyRelease(release)
    .items.filter(isWrong)
    .map(({ subject, message }) => `${subject} ${message}`);
}

function isWrong({ verdict }: VerifiedItem): boolean {
  return verdict === 'failed';
}

const ACME = { 'app.zip': 'the app', engine: 'the engine' };

describe('a release that is as it was published', () => {
  test('passes whole, with whose signature is good', () => {
    const verification = verifyRelease(found(signed(wholeRelease(ACME))));
    expect(verification).toMatchObject({ passed: true, signatures: 'good' });
    expect(new Set(verification.items.map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
    expect(verification.items.map(({ subject }) => subject)).toEqual([
      'app.zip',
      'engine',
      'manifest.json',
      'bom.cdx.json',
      'provenance.intoto.json',
      'SHA256SUMS',
      'manifest.json.asc',
      'SHA256SUMS.asc',
    ]);
  });

  test('passes without a key, and says that no signature was checked', () => {
    const verification = verifyRelease(found(signed(wholeRelease(ACME)), { key: false }));
    expect(verification).toMatchObject({ passed: true, signatures: 'not checked' });
  });

  test('passes unsigned where no key was given, and fails where one was', () => {
    const unsigned = wholeRelease(ACME);
    expect(verifyRelease(found(unsigned, { key: false }))).toMatchObject({ passed: true, signatures: 'none' });
    expect(wrong(found(unsigned))).toEqual(['manifest.json.asc is missing', 'SHA256SUMS.asc is missing']);
  });

  test('people may have signed in place of Cascade, or beside it; each signature is looked at', () => {
    const contents = wholeRelease(ACME);
    const by = (digit: string) => [personsSignatureName(digit.repeat(40)), seal(contents, SHA256SUMS)] as const;
    const subjects = (release: Contents) =>
      verifyRelease(found(release)).items.filter(({ subject }) => subject.endsWith('.asc'));
    const byPeople = new Map([...contents, by('A'), by('B')]);
    expect(verifyRelease(found(byPeople))).toMatchObject({ passed: true, signatures: 'good' });
    expect(subjects(byPeople)).toHaveLength(2);
    expect(subjects(new Map([...signed(contents), by('A')]))).toHaveLength(3);
    const forged = new Map([...byPeople, [personsSignatureName('B'.repeat(40)), 'something else']]);
    expect(verifyRelease(found(forged))).toMatchObject({ passed: false, signatures: 'bad' });
  });

  test('tells what was known to be wrong when it was published', () => {
    const contents = wholeRelease(ACME, { warnings: ['engine: the second build differs'] });
    expect(verifyRelease(found(contents)).warnings).toEqual(['engine: the second build differs']);
  });

  test('tells which checks a file went through before', () => {
    const contents = wholeRelease(ACME, { checks: [{ file: 'engine', check: 'digest', with: 'engine-files' }] });
    expect(verifyRelease(found(contents)).items).toContainEqual({
      subject: 'engine',
      verdict: 'ok',
      message:
        "is as SHA256SUMS and manifest.json say; before publishing it was held against GitHub's digest of engine-files",
    });
  });
});

describe('every tampering is noticed', () => {
  const contentsOfFiles = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}(\.zip)?$/), fc.string(), {
    minKeys: 2,
    maxKeys: 5,
    noNullPrototype: true,
  });
  const releases = contentsOfFiles.map((contents) => signed(wholeRelease(contents)));

  /** A release and some of its files, all different. */
  const withFiles = (count: number) =>
    releases.chain((contents) =>
      fc.tuple(
        fc.constant(contents),
        fc.shuffledSubarray([...contents.keys()], { minLength: count, maxLength: count }),
      ),
    );

  test('a file that was changed, document or signature', () => {
    fc.assert(
      fc.property(withFiles(1), fc.string({ minLength: 1 }), ([contents, [name = '']], added) => {
        const tampered = new Map(contents).set(name, `${contents.get(name) ?? ''}${added}`);
        expect(wrong(found(tampered))).not.toEqual([]);
      }),
    );
  });

  test('a file that was taken away', () => {
    fc.assert(
      fc.property(withFiles(1), fc.boolean(), ([contents, [name = '']], key) => {
        const tampered = new Map(contents);
        tampered.delete(name);
        expect(wrong(found(tampered, { key })).join('\n')).toContain(`${name} is missing`);
      }),
    );
  });

  test('a file that was put beside them', () => {
    fc.assert(
      fc.property(releases, fc.stringMatching(/^[a-z]{9}$/), fc.string(), fc.boolean(), (contents, name, text, key) => {
        const tampered = new Map(contents).set(name, text);
        expect(wrong(found(tampered, { key }))).toEqual([`${name} is not in SHA256SUMS; is not in manifest.json`]);
      }),
    );
  });

  test('two files that changed places', () => {
    fc.assert(
      fc.property(withFiles(2), ([contents, [one = '', other = '']]) => {
        const [first = '', second = ''] = [contents.get(one), contents.get(other)];
        fc.pre(first !== second);
        expect(wrong(found(new Map(contents).set(one, second).set(other, first)))).not.toEqual([]);
      }),
    );
  });

  test('a file that was changed together with its line in SHA256SUMS, without the key', () => {
    const contents = wholeRelease(ACME);
    const sums = (contents.get(SHA256SUMS) ?? '').replace(hash('sha256', ACME.engine), hash('sha256', 'malware'));
    contents.set('engine', 'malware').set(SHA256SUMS, sums);
    const [problem, ...others] = wrong(found(contents, { key: false }));
    expect(problem).toMatch(
      /^engine has 7 bytes, but manifest\.json says 10; has SHA-256 \w+, but manifest\.json says/,
    );
    expect(others).toEqual([]);
  });
});

describe('documents', () => {
  /** A release in which one document was rewritten, and the checksums with it. */
  function rewritten(document: string, rewrite: (text: string) => string): Contents {
    const contents = wholeRelease(ACME);
    const [before = '', sums = ''] = [contents.get(document), contents.get(SHA256SUMS)];
    const after = rewrite(before);
    return contents.set(document, after).set(SHA256SUMS, sums.replace(hash('sha256', before), hash('sha256', after)));
  }

  test.each(['bom.cdx.json', 'provenance.intoto.json'])('%s must name the files as the manifest does', (document) => {
    const contents = rewritten(document, (text) => text.replaceAll(hash('sha256', ACME.engine), 'f'.repeat(64)));
    expect(wrong(found(contents, { key: false }))).toEqual([
      `${document} names engine otherwise than manifest.json; lacks engine as manifest.json has it`,
    ]);
  });

  test('each must be readable', () => {
    for (const document of ['bom.cdx.json', 'provenance.intoto.json', MANIFEST]) {
      const [problem, ...others] = wrong(
        found(
          rewritten(document, () => '{}'),
          { key: false },
        ),
      );
      expect(problem).toMatch(new RegExp(`^${document} .*(Invalid input|expected)`));
      expect(others).toEqual([]);
    }
  });

  test('a line of SHA256SUMS that is none is named by its number', () => {
    const contents = wholeRelease(ACME);
    contents.set(SHA256SUMS, `${contents.get(SHA256SUMS) ?? ''}engine\n`);
    expect(wrong(found(contents, { key: false }))).toEqual(['SHA256SUMS line 6 is no SHA-256 and file name']);
  });

  test('where all are missing, the files are not called right', () => {
    const files = new Map(Object.entries(ACME));
    const { items, passed } = verifyRelease(found(files, { key: false }));
    expect(passed).toBe(false);
    expect(items.filter(({ subject }) => !isDocumentName(subject))).toEqual([
      { subject: 'app.zip', verdict: 'not checked', message: 'nothing says what it should be' },
      { subject: 'engine', verdict: 'not checked', message: 'nothing says what it should be' },
      { subject: 'signatures', verdict: 'not checked', message: 'there are none: the release is unsigned' },
    ]);
  });
});

test('what is no plain file fails', () => {
  expect(wrong(found(wholeRelease(ACME), { key: false, others: ['sources'] }))).toEqual([
    'sources is no plain file, and no part of a release; move it away',
  ]);
});

describe('the tag at GitHub', () => {
  const commit = 'c'.repeat(40);
  test.each([
    ['at the commit of the manifest', { tag: 'v1.4.0', commit, draft: false }, 'ok'],
    ['at another', { tag: 'v1.4.0', commit: 'd'.repeat(40), draft: false }, 'failed'],
    ['gone', { tag: 'v1.4.0', commit: null, draft: false }, 'failed'],
    ['another one', { tag: 'v1.5.0', commit, draft: false }, 'failed'],
    ['not made yet', { tag: 'v1.4.0', commit: null, draft: true }, 'not checked'],
  ] as const)('%s', (_, shown, verdict) => {
    const { items } = verifyRelease(found(wholeRelease(ACME), { shown }));
    expect(items.at(-1)).toMatchObject({ subject: `tag ${shown.tag}`, verdict });
  });
});

describe('the images of a release', () => {
  const contents = signed(wholeRelease(ACME, { images: [publishedImage()] }));

  test('are named alike by all of its documents', () => {
    expect(wrong(found(contents))).toEqual([]);
  });

  test('are told with what they are pulled by, for no registry is asked', () => {
    expect(verifyRelease(found(contents)).items.at(-1)).toEqual({
      subject: 'image ghcr.io/acme/app:1.4.0',
      verdict: 'not checked',
      message: expect.stringContaining(`pull ghcr.io/acme/app@sha256:${'1f'.repeat(32)},`) as string,
    });
    expect(verifyRelease(found(contents)).passed).toBe(true);
  });

  test.each([BILL_OF_MATERIALS, PROVENANCE])('are wrong where %s names another digest', (document) => {
    const changed = (contents.get(document) ?? '').replaceAll('1f'.repeat(32), '2e'.repeat(32));
    expect(wrong(found(new Map([...contents, [document, changed]]))).join()).toContain(
      'names ghcr.io/acme/app otherwise than manifest.json; lacks ghcr.io/acme/app as manifest.json has it',
    );
  });
});
