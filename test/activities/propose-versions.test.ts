import { expect, test } from 'vitest';
import type { PublishedMember } from '../../src/domain/release/publication.ts';
import type { GitHub } from '../../src/github/port.ts';
import { member } from '../support/publications.ts';
import { orderToPublish } from '../support/publish-orders.ts';
import { perform } from './support/one-try.ts';
import { APP } from './support/releases.ts';
import { activitiesAt, asked, SMALL, startStage, type Stage } from './support/stage.ts';
import { releaseTarget } from '../support/chains.ts';

const PATH = 'versions.toml';
const BRANCH = 'cascade/versions-v1.4.0';
const [OLD, NEW] = ['a'.repeat(40), 'b'.repeat(40)];

const FILE = `# which versions belong together
[versions]
app = { version = "1.3.0", git_tag = "v1.3.0", git_commit = "${OLD}" } # the app
core = { version = "1.3.0", git_tag = "v1.3.0", git_commit = "${OLD}", requires = [] }
`;
const TAGGED = FILE.replaceAll('1.3.0', '1.4.0').replaceAll(OLD, NEW);

/** An organisation whose file of versions says that. */
async function withFile(text: string): Promise<Stage> {
  const stage = await startStage({ ...SMALL, release: releaseTarget({ versions: PATH }) });
  await stage.simulator.push('acme/app', { files: { [PATH]: text } });
  return stage;
}

const BOTH = [member('app', { commit: NEW }), member('core', { commit: NEW })];

function proposing(stage: Stage, members: readonly PublishedMember[] = BOTH, activities = stage.activities) {
  const input = { order: orderToPublish({ members }), path: PATH, url: 'https://github.test/release' };
  return perform(activities.proposeVersions, input);
}

const textOn = async ({ github }: Stage, branch: string) => (await github.fileAt(APP, PATH, branch))?.text;

test('a new pull request has the tags and commits of the release, and every comment where it was', async () => {
  const stage = await withFile(FILE);
  const proposed = await proposing(stage);
  const [pull, ...others] = await stage.github.pullRequests(APP, BRANCH);
  expect(proposed).toEqual({ url: pull?.url });
  expect(pull?.title).toBe('Versions of v1.4.0');
  expect(others).toEqual([]);
  expect(await textOn(stage, BRANCH)).toBe(TAGGED);
  expect(await textOn(stage, 'main')).toBe(FILE);
});

test('to ask twice makes one pull request and one commit', async () => {
  const stage = await withFile(FILE);
  const first = await proposing(stage);
  expect(await proposing(stage)).toEqual(first);
  expect(asked(stage, 'pulls/create')).toBe(1);
  expect(asked(stage, 'repos/create-or-update-file-contents')).toBe(1);
});

test('an open pull request is brought up to date, and what people wrote into it stays', async () => {
  const stage = await withFile(FILE);
  const first = await proposing(stage);
  const edited = TAGGED.replace('requires = []', 'requires = ["app>=1.4.0"]');
  await stage.simulator.push('acme/app', { branch: BRANCH, files: { [PATH]: edited } });
  const newer = 'c'.repeat(40);
  expect(await proposing(stage, [member('app', { commit: NEW }), member('core', { commit: newer })])).toEqual(first);
  expect(await textOn(stage, BRANCH)).toBe(edited.replace(`${NEW}", requires`, `${newer}", requires`));
  expect(await stage.github.pullRequests(APP, BRANCH)).toHaveLength(1);
});

test('where the file says it already, nothing is made', async () => {
  const stage = await withFile(TAGGED);
  expect(await proposing(stage)).toBeNull();
  expect(await stage.github.commit(APP, `heads/${BRANCH}`)).toBeNull();
  expect(asked(stage, 'pulls/create')).toBe(0);
});

test('a commit of somebody who was quicker is built upon', async () => {
  const stage = await withFile(FILE);
  const commented = FILE.replace('# the app', '# the app of all apps');
  let waiting = true;
  const github: GitHub = {
    ...stage.github,
    async commitFile(...change) {
      if (waiting) {
        waiting = false;
        await stage.simulator.push('acme/app', { branch: BRANCH, files: { [PATH]: commented } });
      }
      return stage.github.commitFile(...change);
    },
  };
  await proposing(stage, BOTH, await activitiesAt(stage.simulator.url, { github }));
  expect(await textOn(stage, BRANCH)).toBe(TAGGED.replace('# the app', '# the app of all apps'));
});

test('what got no tag is known by its commit alone, and a tag that is elsewhere is taken away', async () => {
  const stage = await withFile(FILE);
  const { commit } = stage.simulator.pushTag('acme/core', 'v1.3.0');
  await proposing(stage, [member('app', { commit: NEW, tag: null }), member('core', { commit, tag: null })]);
  expect(await textOn(stage, BRANCH)).toBe(
    FILE.replace(`"v1.3.0", git_commit = "${OLD}" }`, `"", git_commit = "${NEW}" }`).replace(
      `git_commit = "${OLD}", requires`,
      `git_commit = "${commit}", requires`,
    ),
  );
});

test('a file of tags alone has no place for what was not tagged', async () => {
  const stage = await withFile('[versions]\napp = "v1.3.0"\ncore = { git_tag = "v1.3.0" }\n');
  expect(
    await proposing(
      stage,
      BOTH.map((built) => ({ ...built, tag: null })),
    ),
  ).toBeNull();
});

test.each([
  ['is no TOML', '[versions', 'is not in order: line 1'],
  [
    'has no place for a commit',
    '[versions]\napp = { version = "1.3.0", git_tag = "v1.3.0" }\n',
    'add it, with an empty text',
  ],
])('a file that %s is refused at once, for a person to mend', async (_, text, why) => {
  const stage = await withFile(text);
  await expect(proposing(stage)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining(why) as unknown,
  });
});

test('what new versions require of each other and no longer have is told in the pull request', async () => {
  const stage = await withFile(FILE.replace('requires = []', 'requires = ["app=1.3.0"]'));
  await proposing(stage);
  const created = stage.simulator.requests().find(({ operation }) => operation === 'pulls/create');
  expect(created?.body).toMatchObject({
    body: expect.stringContaining('- core requires app=1.3.0, but app is 1.4.0') as unknown,
  });
});
