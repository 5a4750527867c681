import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireChains, requireEnvironment } from '../../../src/app/settings.ts';
import { readyForDraft, type TakenDraft } from '../../../src/app/verify/take-draft.ts';
import type { PublishedRelease } from '../../../src/domain/train-state.ts';
import { type Acme, startAcme } from '../../support/acme.ts';
import { gitHubOf, headOf, makeRelease } from '../../support/published-releases.ts';
import { PUBLISHED } from '../../support/trains.ts';
import { wholeRelease } from '../../support/whole-releases.ts';

const TRAIN = 'acme/release/v1.4.0';
const MARKED = `<!-- cascade-release:${TRAIN}.0a1b2c3d -->`;
const APP = { owner: 'acme', name: 'app' };

/** What a trial put into its draft. */
async function contents(acme: Acme): Promise<ReadonlyMap<string, string>> {
  return wholeRelease({ engine: 'the engine' }, { commit: await headOf(acme, 'app') });
}

/** The release as the train of the trial tells of it. */
function toldOf(id: number, files: ReadonlyMap<string, string>): PublishedRelease {
  const told = Array.from(files, ([name, text]) => ({
    name,
    size: Buffer.byteLength(text),
    sha256: hash('sha256', text),
  }));
  return { ...PUBLISHED, id, files: told, draft: true };
}

/** Takes the draft of that id home, whose files should be these. */
async function take(acme: Acme, id: number, files: ReadonlyMap<string, string>): Promise<TakenDraft> {
  const environment = requireEnvironment(acme.variables());
  const [chain] = await requireChains(environment.chains);
  if (chain === undefined) throw new Error('Acme has a chain');
  const takeDraft = await readyForDraft(environment, chain, join(acme.cwd, 'trial'));
  return takeDraft({ train: TRAIN, release: toldOf(id, files) }, AbortSignal.timeout(30_000));
}

const left = async (acme: Acme) => (await gitHubOf(acme).releases(APP)).map(({ tag, draft }) => ({ tag, draft }));

test('the files of the draft are in the folder and verified, and the draft is gone, without any other', async () => {
  const acme = await startAcme();
  const files = await contents(acme);
  await makeRelease(acme, 'v1.4.0', { draft: true });
  const { id } = await makeRelease(acme, 'v1.4.0', { files, notes: MARKED, draft: true });
  const taken = await take(acme, id, files);
  expect(taken).toMatchObject({ verification: { passed: true }, changed: [], left: null });
  expect((await readdir(join(acme.cwd, 'trial'))).sort()).toEqual([...files.keys()].sort());
  expect(await left(acme)).toEqual([{ tag: 'v1.4.0', draft: true }]);
});

test('a file that somebody changed is named although the documents fit it, and the draft stays', async () => {
  const acme = await startAcme();
  const files = await contents(acme);
  const other = wholeRelease({ engine: 'another engine' }, { commit: await headOf(acme, 'app') });
  const { id } = await makeRelease(acme, 'v1.4.0', { files: other, notes: MARKED, draft: true });
  const taken = await take(acme, id, files);
  expect(taken.verification.passed).toBe(true);
  expect(taken.changed).toContain('engine');
  expect(taken.left).toBe('what was downloaded is not right');
  expect(await left(acme)).toEqual([{ tag: 'v1.4.0', draft: true }]);
});

test.each([
  ['that somebody has published meanwhile', { notes: MARKED, draft: false }, 'somebody has published it'],
  [
    'that is of another train',
    { notes: MARKED.replace('1.4', '1.5'), draft: true },
    "somebody has taken the train's marker out of it",
  ],
])('a release %s is left', async (_, how, why) => {
  const acme = await startAcme();
  const files = await contents(acme);
  const { id } = await makeRelease(acme, 'v1.4.0', { files, ...how });
  expect((await take(acme, id, files)).left).toBe(why);
  expect(await left(acme)).toEqual([{ tag: 'v1.4.0', draft: how.draft }]);
});
