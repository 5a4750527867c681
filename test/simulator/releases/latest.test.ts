import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import { refusal } from '../refusal.ts';
import { inLibrary, start } from '../started.ts';

type MakeLatest = 'true' | 'false' | 'legacy';

test.each([
  ['true', 'v1.9.0'],
  ['false', 'v2.0.0'],
  ['legacy', 'v2.0.0'],
] as const)('where make_latest is %s, after v2.0.0 comes v1.9.0, and the latest is %s', async (said, latest) => {
  const { octokit } = await start();
  await publish(octokit, 'v2.0.0');
  await publish(octokit, 'v1.9.0', said);
  expect(await latestOf(octokit)).toBe(latest);
});

test('a published release can be made the latest, and be it no longer', async () => {
  const { octokit } = await start();
  const first = await publish(octokit, 'v1.0.0');
  const second = await publish(octokit, 'v1.1.0', 'legacy');
  expect(await latestOf(octokit)).toBe('v1.1.0');
  await octokit.repos.updateRelease({ ...first, make_latest: 'true' });
  expect(await latestOf(octokit)).toBe('v1.0.0');
  await octokit.repos.updateRelease({ ...first, body: 'Notes' });
  expect(await latestOf(octokit)).toBe('v1.0.0');
  await octokit.repos.updateRelease({ ...first, prerelease: true });
  expect(await latestOf(octokit)).toBe('v1.1.0');
  await octokit.repos.deleteRelease(second);
  expect((await refusal(octokit.repos.getLatestRelease(inLibrary))).status).toBe(404);
});

test('a prerelease is not the latest, whatever is asked', async () => {
  const { octokit } = await start();
  await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1-rc.1', prerelease: true, make_latest: 'true' });
  expect((await refusal(octokit.repos.getLatestRelease(inLibrary))).status).toBe(404);
});

async function publish(octokit: Octokit, tag: string, makeLatest?: MakeLatest) {
  const said = makeLatest === undefined ? {} : { make_latest: makeLatest };
  const { data } = await octokit.repos.createRelease({ ...inLibrary, tag_name: tag, ...said });
  return { ...inLibrary, release_id: data.id };
}

async function latestOf(octokit: Octokit): Promise<string> {
  return (await octokit.repos.getLatestRelease(inLibrary)).data.tag_name;
}
