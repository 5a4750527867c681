import { describe, expect, test } from 'vitest';
import { releaseTrainId } from '../../src/domain/ids.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { APP, appAlone, beforeTagging, beforeUploading, FILE, theRelease } from '../support/held-releases.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';

test("what a person writes into the draft's title and notes is published", async () => {
  const { simulator, held, handle, draft } = await beforeTagging('acme-edited');
  const body = `Read this first.\n\n${draft.body}`;
  simulator.editRelease(APP, draft.id, { name: 'The big one', body });
  await held.release();
  expect((await handle.result()).state).toBe('succeeded');
  expect(theRelease({ simulator })).toMatchObject({ draft: false, name: 'The big one', body });
});

test('notes that a person writes while the files are on their way are published, and not written over', async () => {
  const { simulator, held, handle, draft } = await beforeUploading('acme-notes-written');
  simulator.editRelease(APP, draft.id, { body: 'Read this first.' });
  await held.release();
  expect((await handle.result()).state).toBe('succeeded');
  expect(theRelease({ simulator })).toMatchObject({ draft: false, body: `Read this first.\n\n${draft.body}` });
});

test('a name that a person takes while its file is on the way to the draft is given to the file that was built', async () => {
  const { simulator, held, handle, draft } = await beforeUploading('acme-name-taken');
  await simulator.addReleaseFile(APP, draft.id, FILE, 'built on my machine');
  await held.release();
  const { publishing } = await handle.result();
  const uploads = simulator.requests().filter(({ operation }) => operation === 'repos/upload-release-asset');
  expect(uploads.map(({ status }) => status).slice(0, 2)).toEqual([422, 201]);
  const built = publishing?.status === 'published' ? publishing.release.files : [];
  const sha256 = built.find(({ name }) => name === FILE)?.sha256 ?? 'missing';
  const { draft: isDraft, assets } = theRelease({ simulator });
  expect(isDraft).toBe(false);
  expect(assets.filter(({ name }) => name === FILE)).toMatchObject([{ state: 'uploaded', digest: `sha256:${sha256}` }]);
});

describe('a draft that a person changes at the last moment is not published', () => {
  test('a file is taken out of it', async () => {
    const { simulator, held, handle, draft } = await beforeTagging('acme-file-deleted');
    simulator.deleteReleaseFile(APP, draft.id, FILE);
    await held.release();
    const { message } = await failureOf(handle.result());
    expect(message).toContain(`the draft is not as it should be: ${FILE} is missing`);
    expect(theRelease({ simulator }).draft).toBe(true);
  });

  test('a file is added to it, and another has its name', async () => {
    const { simulator, held, handle, draft } = await beforeTagging('acme-file-added');
    simulator.deleteReleaseFile(APP, draft.id, FILE);
    await simulator.addReleaseFile(APP, draft.id, FILE, 'built on my machine');
    await simulator.addReleaseFile(APP, draft.id, 'more.txt', 'something that was not built');
    await held.release();
    const { message } = await failureOf(handle.result());
    expect(message).toContain(`${FILE} is uploaded, ${'built on my machine'.length} bytes`);
    expect(message).toContain('more.txt is not ours');
    expect(theRelease({ simulator }).draft).toBe(true);
  });

  test('it is deleted', async () => {
    const { simulator, held, handle, draft } = await beforeTagging('acme-draft-deleted');
    simulator.deleteRelease(APP, draft.id);
    await held.release();
    const { message } = await failureOf(handle.result());
    expect(message).toContain(`The draft ${draft.id} in ${APP} was removed`);
    expect(message).toContain('Start the release again.');
    expect(simulator.releases(APP)).toEqual([]);
  });

  test('our marker is taken out of its notes', async () => {
    const { simulator, held, handle, draft } = await beforeTagging('acme-marker-gone');
    simulator.editRelease(APP, draft.id, { body: 'Written anew.' });
    await held.release();
    const { message } = await failureOf(handle.result());
    expect(message).toContain(
      'took the last line, our marker, out of its notes: restore it, or start the release again',
    );
    expect(theRelease({ simulator })).toMatchObject({ draft: true, body: 'Written anew.' });
  });
});

test('a tag of another commit in a repository of the release stops it before anything is built', async () => {
  const cascade = await startCascade(appAlone('acme-foreign-tag'));
  const { simulator } = cascade;
  const { commit: tagged } = simulator.pushTag(APP, 'v1.4.0');
  const { sha } = await simulator.push(APP);
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain(`the tag v1.4.0 in ${APP} is at ${tagged} instead of ${sha}`);
  expect(message).toContain('Remove the tags, or release another version.');
  expect(simulator.runs()).toEqual([]);
  expect(simulator.releases(APP)).toEqual([]);
});

describe('the release that a person published starts the train', () => {
  test('and gets the files, while its title and notes stay', async () => {
    const cascade = await startCascade(chain([repository('app')], { name: 'acme-adopted' }), { webhooks: 'all' });
    const { simulator, client } = cascade;
    const by = { name: 'By hand', body: 'What I did.', login: 'alice' };
    await simulator.publishRelease(APP, { tag: 'v1.4.0', ...by, files: { 'mine.txt': 'of my own' } });
    await simulator.when(() =>
      simulator.deliveries().some(({ action, status }) => action === 'published' && status === 202),
    );
    await client.workflow.getHandle(releaseTrainId('acme-adopted', 'v1.4.0')).result();
    const { assets, ...release } = theRelease({ simulator });
    expect(release).toMatchObject({ draft: false, name: by.name, body: by.body });
    const names = ['SHA256SUMS', FILE, 'bom.cdx.json', 'manifest.json', 'mine.txt', 'provenance.intoto.json'];
    expect(assets.map(({ name }) => name).sort()).toEqual(names);
  });

  test('but not one that is immutable: nothing is built for it', async () => {
    const described = chain([repository('app')], { name: 'acme-immutable' });
    const repositories = [{ owner: 'acme', name: 'app', immutableReleases: true, workflows: [] }];
    const { simulator, client } = await startCascade(described, { webhooks: 'all', scenario: { repositories } });
    await simulator.publishRelease(APP, { tag: 'v1.4.0', login: 'alice' });
    await simulator.when(() =>
      simulator.deliveries().some(({ action, status }) => action === 'published' && status !== 0),
    );
    const handle = client.workflow.getHandle(releaseTrainId('acme-immutable', 'v1.4.0'));
    await expect(handle.describe()).rejects.toThrow('not found');
    expect(simulator.runs()).toEqual([]);
  });
});
