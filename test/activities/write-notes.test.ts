import { expect, test } from 'vitest';
import type { NotesInput } from '../../src/activities/write-notes.ts';
import type { Publication, PublishedMember } from '../../src/domain/release/publication.ts';
import { member } from '../support/publications.ts';
import { fileWith, publicationWith } from './support/documents.ts';
import { oneTry, perform } from './support/one-try.ts';
import { APP, openedDraft, publishedByHand, releaseOf } from './support/releases.ts';
import { startStage, type Stage } from './support/stage.ts';

const MARKER = '<!-- cascade-release:acme/release/v1.4.0.0a1b2c3d -->';
const SEALED = /\n<!-- cascade-release:acme\/release\/v1\.4\.0\.0a1b2c3d notes:[0-9a-f]{16} -->$/;

/** The repositories as they stand now. */
async function membersOf({ github }: Stage, aliases: readonly string[]): Promise<readonly PublishedMember[]> {
  const built = aliases.map(async (name) =>
    member(name, { commit: (await github.commit({ owner: 'acme', name }, 'heads/main')) ?? 'missing' }),
  );
  return Promise.all(built);
}

/** A draft without notes, and what its notes are to tell. */
async function beforeNotes(stage: Stage, differences: Partial<Publication> = {}) {
  const members = await membersOf(stage, ['core', 'app']);
  const { kind = 'release', version = 'v1.4.0' } = differences;
  const { order, releaseId } = await openedDraft(stage, { members, kind, version, tag: version });
  const publication = { ...publicationWith(order, [fileWith('a.txt', 'content')]), ...differences };
  const { digest } = order;
  const toldLater = { signatures: [], toBeSigned: false, template: null };
  const input: NotesInput = { ...APP, releaseId, digest, publication, ...toldLater };
  return { input, releaseId };
}

/** The notes that the activity wrote. */
async function written(stage: Stage, input: NotesInput): Promise<string> {
  await perform(stage.activities.writeNotes, input);
  return releaseOf(stage, input.releaseId).body;
}

/** A release of Cascade's, with its manifest, of the repositories as they stand now. */
async function released(stage: Stage, tag: string, differences: Partial<Publication> = {}): Promise<void> {
  const { input, releaseId } = await beforeNotes(stage, { version: tag, tag, ...differences });
  const place = { ...APP, releaseId, train: input.publication.train, adopted: false };
  await perform(stage.activities.uploadDocuments, { ...place, publication: input.publication });
  publishedByHand(stage, releaseId);
}

test('the first release has nothing to compare with, and says so; its marker stays', async () => {
  const stage = await startStage();
  const { input } = await beforeNotes(stage);
  const notes = await written(stage, input);
  expect(notes).toContain('### core\n\nNo earlier release.');
  expect(notes).toContain('a.txt');
  expect(notes).toMatch(SEALED);
});

test('the notes tell, for every repository, what changed since the last release', async () => {
  const stage = await startStage();
  await released(stage, 'v1.3.0');
  await stage.simulator.push('acme/core', { message: 'Fix the pump (#12)', login: 'ada' });
  await stage.simulator.push('acme/core', { message: 'Paint the door' });
  const { input } = await beforeNotes(stage);
  const attempt = oneTry();
  await attempt.perform(stage.activities.writeNotes, input);
  const notes = releaseOf(stage, input.releaseId).body;
  expect(notes).toContain('2 commits');
  expect(notes).toMatch(/Paint the door[^]*Fix the pump \(\[#12\].*by ada/);
  expect(notes).toMatch(/### app\n\nNo changes since `?[0-9a-f]{7}/);
  expect(attempt.heartbeats.length).toBeGreaterThanOrEqual(2);
});

test('the last release is the last one with a manifest: drafts, prereleases and what people made are passed by', async () => {
  const stage = await startStage();
  await released(stage, 'v1.3.0');
  await stage.simulator.push('acme/core', { message: 'Fix the pump' });
  await released(stage, 'v1.4.0-rc.1');
  const candidate = stage.simulator.releases('acme/app').find(({ tag }) => tag === 'v1.4.0-rc.1');
  stage.simulator.editRelease('acme/app', candidate?.id ?? 0, { prerelease: true });
  await stage.simulator.publishRelease('acme/app', { tag: 'by-hand', files: { 'manifest.json': '{"mine":true}' } });
  await stage.simulator.publishRelease('acme/app', { tag: 'without-files' });
  const { input } = await beforeNotes(stage);
  expect(await written(stage, input)).toContain('Fix the pump');
});

test('a nightly is compared with whatever was published last, a prerelease too', async () => {
  const stage = await startStage();
  await released(stage, 'v1.3.0');
  await stage.simulator.push('acme/core', { message: 'Fix the pump' });
  await released(stage, 'nightly-20261120-0a1b2c3', { kind: 'nightly' });
  const last = stage.simulator.releases('acme/app').find(({ tag }) => tag.startsWith('nightly'));
  stage.simulator.editRelease('acme/app', last?.id ?? 0, { prerelease: true });
  const { input } = await beforeNotes(stage, { version: 'nightly-20261121-3f2a91c', kind: 'nightly' });
  expect(await written(stage, input)).toMatch(/### core\n\nNo changes since/);
});

test('a commit that GitHub no longer has can not be compared with, and that is told', async () => {
  const stage = await startStage();
  const gone = member('core', { commit: 'f'.repeat(40) });
  await released(stage, 'v1.3.0', { members: [gone] });
  const { input } = await beforeNotes(stage);
  expect(await written(stage, input)).toContain('GitHub has no comparison with');
});

test('a template of the repository, at the commit of the release, replaces our own words but not the marker', async () => {
  const stage = await startStage();
  const { sha } = await stage.simulator.push('acme/app', { files: { 'NOTES.md': '# {chain} {version}\n\n{files}' } });
  await stage.simulator.push('acme/app', { files: { 'NOTES.md': 'something newer' } });
  const { input } = await beforeNotes(stage, { commit: sha });
  const notes = await written(stage, { ...input, template: 'NOTES.md' });
  expect(notes).toContain('# acme v1.4.0\n\n');
  expect(notes).not.toContain('## Changes');
  expect(notes).toMatch(SEALED);
});

test('a template that is not there stops the release, and names the setting', async () => {
  const stage = await startStage();
  const { input } = await beforeNotes(stage);
  const writing = perform(stage.activities.writeNotes, { ...input, template: 'NOTES.md' });
  await expect(writing).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: `There is no NOTES.md at ${input.publication.commit} in acme/app, which "notes" of the configuration names.`,
  });
});

test('who signed is told', async () => {
  const stage = await startStage();
  const { input } = await beforeNotes(stage);
  expect(await written(stage, { ...input, signatures: [{ name: 'SHA256SUMS.asc', by: 'A'.repeat(40) }] })).toContain(
    'A'.repeat(40),
  );
});

test('the notes can be written again, and title, tag and flags stay', async () => {
  const stage = await startStage();
  const { input, releaseId } = await beforeNotes(stage);
  stage.simulator.editRelease('acme/app', releaseId, { name: 'The spring release' });
  const first = await written(stage, input);
  expect(await written(stage, input)).toBe(first);
  expect(releaseOf(stage, releaseId)).toMatchObject({ name: 'The spring release', tag: 'v1.4.0', draft: true });
});

/** The notes of a draft that holds this when they are to be written, as the execution of that digest leaves them. */
async function writtenOver(stage: Stage, input: NotesInput, body: string): Promise<string> {
  stage.simulator.editRelease('acme/app', input.releaseId, { body });
  return written(stage, input);
}

test.each([
  ['before Cascade wrote any', (marker: string) => `Read this first.\n\n${marker}`],
  ['and has taken the marker out', () => 'Read this first.'],
])('what a person writes into the notes %s stays, with the marker', async (_, body) => {
  const stage = await startStage();
  const { input } = await beforeNotes(stage);
  expect(await writtenOver(stage, input, body(MARKER))).toBe(`Read this first.\n\n${MARKER}`);
});

test('notes of an earlier execution are written anew, unless a person has written into them', async () => {
  const stage = await startStage();
  const { input } = await beforeNotes(stage);
  const before = await written(stage, { ...input, digest: '11111111' });
  // As GitHub's page stores what nobody changed.
  const now = await writtenOver(stage, input, before.replaceAll('\n', '\r\n'));
  expect(now).toMatch(SEALED);
  expect(now).not.toContain('\r');
  const edited = await writtenOver(stage, input, `Read this first.\n\n${before}`);
  expect(edited).toContain('Read this first.');
  expect(edited.endsWith(MARKER)).toBe(true);
});

test('a draft that was removed before its notes are written is said to be gone', async () => {
  const stage = await startStage();
  const { input } = await beforeNotes(stage);
  stage.simulator.deleteRelease('acme/app', input.releaseId);
  await expect(perform(stage.activities.writeNotes, input)).rejects.toMatchObject({
    type: 'Refused',
    message: expect.stringContaining('was removed') as string,
  });
});
