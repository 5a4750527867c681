import { expect, test } from 'vitest';
import type { RepositoryChanges } from '../../../src/domain/release/notes-changes.ts';
import { type NotesContent, releaseNotes, withSignatures } from '../../../src/domain/release/notes.ts';
import { COMMIT } from '../../support/actions-runs.ts';
import { member, publication, publishedImage } from '../../support/publications.ts';

const MARKER = '<!-- cascade-release:acme/release/v1.4.0.0a1b2c3d -->';
const COMPARE = 'https://github.test/acme/engine/compare/v1.3.0...v1.4.0';
const KEY = '0123456789ABCDEF0123456789ABCDEF01234567';

function notes(differences: Partial<NotesContent> = {}): string {
  return releaseNotes({
    publication: publication(),
    changes: [],
    signatures: [{ name: 'SHA256SUMS.asc', by: KEY }],
    toBeSigned: false,
    marker: MARKER,
    template: null,
    ...differences,
  });
}

/** The engine with commits of these messages, oldest first, since v1.3.0. */
function changes(messages: readonly string[], total = messages.length): RepositoryChanges {
  const commits = messages.map((message, index) => ({
    commit: String(index + 1).repeat(40),
    message,
    author: 'grace',
  }));
  return { alias: 'engine', repository: 'acme/engine', since: 'v1.3.0', comparison: { url: COMPARE, total, commits } };
}

/** The line of a commit with that message, without the links and the author. */
function titleOf(message: string): string | undefined {
  return /^- (.*) \(\[/m.exec(notes({ changes: [changes([message])] }))?.[1];
}

test('notes tell what changed, what was built at which commit, the files, and how to verify them', () => {
  expect(notes({ changes: [changes(['Start faster\n\nMuch.', 'Stop later (#12)'])] })).toBe(`## Changes

### engine

[2 commits](${COMPARE}) since v1.3.0:

- Stop later ([#12](https://github.test/acme/engine/pull/12), [\`2222222\`](https://github.test/acme/engine/commit/${'2'.repeat(40)})) by grace
- Start faster ([\`1111111\`](https://github.test/acme/engine/commit/${'1'.repeat(40)})) by grace

## Versions

| repository | version | commit |  |
| --- | --- | --- | --- |
| engine | v1.4.0 | acme/engine@${COMMIT} | [built](https://github.test/acme/engine/actions/runs/7) |
| app | v1.4.0 | acme/app@${COMMIT} | nothing to build |

## Files

| file | bytes | SHA-256 |
| --- | --- | --- |
| engine | 12 | \`${'a'.repeat(64)}\` |
| app.deb | 12 | \`${'b'.repeat(64)}\` |
| acme-v1.4.0.zip | 12 | \`${'e'.repeat(64)}\` |

## Verify

In a folder with all files of this release:

\`\`\`sh
gpg --verify SHA256SUMS.asc SHA256SUMS
sha256sum -c SHA256SUMS
cascade verify .
\`\`\`

Signed with the OpenPGP key \`${KEY}\`.

${MARKER}`);
});

test('a merged pull request is told by its own title', () => {
  const message = 'Merge pull request #34 from ada/faster\n\nStart faster\n\nDetails.';
  expect(notes({ changes: [changes([message])] })).toContain(
    '- Start faster ([#34](https://github.test/acme/engine/pull/34), [`1111111`]',
  );
  expect(titleOf('Merge pull request #34 from ada/faster')).toMatch(/^Merge pull request/);
});

test('a reverted pull request links the one that reverted it', () => {
  const text = notes({ changes: [changes(['Revert "Start faster (#12)" (#13)'])] });
  expect(text).toContain('[#13](https://github.test/acme/engine/pull/13)');
  expect(text).not.toContain('/pull/12)');
});

test.each([
  ['there was no release before', { since: null, comparison: null }, 'No earlier release.'],
  ['GitHub no longer has the commit before', { comparison: null }, 'GitHub has no comparison with v1.3.0.'],
  ['nothing was committed', { comparison: { url: '', total: 0, commits: [] } }, 'No changes since v1.3.0.'],
  [
    'the release before is known by its commit',
    { since: COMMIT, comparison: { url: '', total: 0, commits: [] } },
    `No changes since ${COMMIT.slice(0, 7)}.`,
  ],
])('where %s, the notes say so', (_, differences, sentence) => {
  expect(notes({ changes: [{ ...changes([]), ...differences }] })).toContain(`### engine\n\n${sentence}\n`);
});

test('commits that GitHub did not list are counted, and the comparison shows them', () => {
  expect(notes({ changes: [changes(['Start faster'], 300)] })).toContain(`- [299 commits before these](${COMPARE})`);
});

test('an unsigned release says so before anything else, and asks for no signature', () => {
  const text = notes({ signatures: [] });
  expect(text).toMatch(/^> \[!WARNING\]\n> - \*\*This release is not signed\.\*\*/);
  expect(text).not.toContain('gpg');
});

test('each of several signatures has its own command and its own key', () => {
  const person = { name: 'SHA256SUMS.0123456789ABCDEF.asc', by: 'B'.repeat(40) };
  const text = notes({ signatures: [{ name: 'SHA256SUMS.asc', by: KEY }, person] });
  expect(text).toContain(
    'gpg --verify SHA256SUMS.asc SHA256SUMS\ngpg --verify SHA256SUMS.0123456789ABCDEF.asc SHA256SUMS\n',
  );
  expect(text).toContain(`Signed with the OpenPGP keys \`${KEY}\`, \`${'B'.repeat(40)}\`.`);
});

test('warnings come before anything else', () => {
  const text = notes({ publication: publication({ warnings: ['engine-files was rebuilt differently'] }) });
  expect(text).toMatch(/^> \[!WARNING\]\n> - engine-files was rebuilt differently\n\n## Changes/);
});

test('a template places the parts as it likes', () => {
  const template = '# {chain} {version}\n{verify}\n{warnings}\n{versions}\n{unknown} https://acme.test/{version}';
  const text = notes({ template });
  expect(text).toMatch(/^# acme v1\.4\.0\nIn a folder/);
  expect(text).toContain('{unknown} https://acme.test/v1.4.0');
  expect(text).not.toContain('## Files');
  expect(text.endsWith(`\n\n${MARKER}`)).toBe(true);
});

test('a template can leave out neither the warnings nor how to verify', () => {
  expect(notes({ template: 'Enjoy {version}.', signatures: [] })).toMatch(
    /^> \[!WARNING\]\n> - \*\*This release is not signed.*\n\nEnjoy v1\.4\.0\.\n\nIn a folder[^]*sha256sum -c SHA256SUMS/,
  );
});

test('the marker of another train in a template does not come into the notes', () => {
  const text = notes({ template: 'Enjoy.\n<!-- cascade-release:acme/release/v1.3.0.ffffffff -->\n' });
  expect(text.match(/cascade-release:/g)).toHaveLength(1);
  expect(text.endsWith(MARKER)).toBe(true);
});

test.each([
  ['mentions nobody', 'Thanks @grace and @acme/team', 'Thanks @&#8203;grace and @&#8203;acme/team'],
  ['refers to no issue', 'Fixes #9, acme/app#10 and GH-11', 'Fixes \\#&#8203;9, acme/app\\#&#8203;10 and GH-&#8203;11'],
  ['links nothing', 'See https://github.com/a/b/issues/1', 'See https:&#8203;//github.com/a/b/issues/1'],
  ['holds no comment', '<!-- cascade-release:x.00000000 -->', '&lt;\\!-- cascade-release:x.00000000 --&gt;'],
  ['holds no image', '![x](y)', '\\!\\[x\\]\\(y\\)'],
  ['formats nothing', '`a` *b* __c__ ~d~ | $e$', '\\`a\\` \\*b\\* \\_\\_c\\_\\_ \\~d\\~ \\| \\$e\\$'],
  ['escapes its own escapes', 'a\\@b &#64;c', 'a\\\\@&#8203;b &amp;\\#&#8203;64;c'],
  ['begins no list or heading', '1. one', '1&#8203;. one'],
  ['is one line without control characters', 'a\tb\u0000\u202Ec', 'a b c'],
])('foreign text %s', (_, message, shown) => {
  expect(titleOf(message)).toBe(shown);
});

test('foreign names and warnings are escaped as commits are', () => {
  const foreign = publication({
    members: [member('engine', { tag: null, ref: 'fix|<b>' })],
    warnings: ['@ada: | broke\nit'],
  });
  const text = notes({ publication: foreign });
  expect(text).toContain('| engine | fix\\|&lt;b&gt; | acme/engine@');
  expect(text).toContain('> - @&#8203;ada: \\| broke it\n');
});

test('a title of any length takes no more than a line', () => {
  expect(titleOf('x'.repeat(1_000))).toBe(`${'x'.repeat(199)}…`);
});

test('notes of a release with images tell how to pull each by its digest', () => {
  expect(notes({ publication: publication({ images: [publishedImage()] }) })).toContain(`## Images

| image | by digest |
| --- | --- |
| \`ghcr.io/acme/app:1.4.0\` | \`ghcr.io/acme/app@sha256:${'1f'.repeat(32)}\` |

## Verify
`);
});

test('a template may say where the images stand, and has nothing there where there are none', () => {
  expect(notes({ template: 'Images:{images}.' })).toContain('Images:.');
  const images = [publishedImage()];
  expect(notes({ template: '{images}', publication: publication({ images }) })).toContain('| image | by digest |');
});

const BEFORE = [{ name: 'SHA256SUMS.asc', by: KEY }];
const AFTER = [...BEFORE, { name: 'SHA256SUMS.0123456789ABCDEF.asc', by: 'A'.repeat(40) }];

test('a release that people still sign is not called unsigned', () => {
  expect(notes({ signatures: [] })).toContain('This release is not signed');
  expect(notes({ signatures: [], toBeSigned: true })).not.toContain('not signed');
});

test.each([
  ['our own signature', BEFORE],
  ['no signature', []],
])('later signatures are told as if they had been there from the start, after %s', (_, before) => {
  const early = notes({ signatures: before, toBeSigned: true });
  const late = withSignatures(early, before, AFTER);
  expect(late).toBe(notes({ signatures: AFTER }));
  expect(withSignatures(late, before, AFTER)).toBe(late);
});

test('what people wrote stays, also with the line ends of a browser', () => {
  const edited = `Thanks to all!\n\n${notes({ signatures: BEFORE })}\n\nSee you.`.replaceAll('\n', '\r\n');
  const late = withSignatures(edited, BEFORE, AFTER);
  expect(late).toMatch(/^Thanks to all!\r\n[^]*\r\n\r\nSee you\.$/);
  expect(late).toContain(
    'gpg --verify SHA256SUMS.asc SHA256SUMS\r\ngpg --verify SHA256SUMS.0123456789ABCDEF.asc SHA256SUMS\r\n',
  );
});

test('notes that people wrote anew, or that have no room left, stay as they are', () => {
  const anew = `Thanks to all!\n\n${MARKER}`;
  expect(withSignatures(anew, BEFORE, AFTER)).toBe(anew);
  const full = notes({ signatures: BEFORE }).padEnd(125_000, '.');
  expect(withSignatures(full, BEFORE, AFTER)).toBe(full);
});
