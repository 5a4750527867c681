import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFolder, renderFolder } from '../../src/app/fleet/fleet-folder.ts';
import { renderFiles } from '../../src/app/fleet/render-files.ts';
import { withHeader } from '../../src/fleet/header.ts';
import { temporaryFolder } from '../engine/folders.ts';

const ALL = { all: true, take: false };

/** A chain of one repository; both share the CI repository. */
function chain(name: string, member: string, language: 'go' | 'node', fleet = ''): string {
  return `chain: ${name}
fleet:
  ci: acme/ci
  actions: { commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', version: v1.2.0 }
  workflows: { commit: 'fedcba98765432100123456789abcdef01234567', version: v1.2.1 }
  ${fleet}
repositories:
  ${member}:
    repository: acme/${member}
    fleet: { language: ${language}, ci: [test] }
    build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } }
    artifacts: ['${member}-{version}.${language === 'go' ? 'zip' : 'tgz'}']
`;
}

async function twoChains(second = '') {
  const folder = await temporaryFolder();
  const [one, other] = [join(folder, 'one.yml'), join(folder, 'other.yml')];
  await writeFile(one, chain('one', 'engine', 'go'));
  await writeFile(other, chain('other', 'tool', 'node', second));
  return { one, other, fleet: join(folder, 'fleet') };
}

async function put(fleet: string, path: string, text: string): Promise<string> {
  const place = join(fleet, path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, text);
  return place;
}

describe('two chains', () => {
  test('that share a folder and a CI repository leave each other’s files, whichever is rendered', async () => {
    const { one, other, fleet } = await twoChains();
    await renderFolder(fleet, await renderFiles([one], []), ALL);
    await renderFolder(fleet, await renderFiles([other], []), ALL);
    for (const files of [[one], [other], [one, other]]) {
      const checked = await checkFolder(fleet, await renderFiles(files, []), ALL);
      expect(checked.flatMap((repository) => repository.files)).toEqual([]);
    }
  });

  test('that would have a CI repository in two ways are refused together, and not each by itself', async () => {
    const { one, other } = await twoChains('cache: { root: /var/cache/cascade, budget: 100GiB }');
    await expect(renderFiles([one, other], [])).rejects.toThrow(
      'each time .github/workflows/ci-rust.yml is to be another',
    );
    expect(await renderFiles([other], ['acme/ci'])).toHaveLength(1);
  });

  test('one of which has a file where the other would put its own, are told of it', async () => {
    const { one, fleet } = await twoChains();
    const path = 'acme/engine/.github/workflows/ci.yml';
    const place = await put(fleet, path, withHeader('name: CI\n', 'third'));
    const [, engine] = await renderFolder(fleet, await renderFiles([one], []), ALL);
    expect(engine?.files).toMatchObject([{ state: 'of-another-chain', action: 'leave' }, { state: 'missing' }]);
    expect(await readFile(place, 'utf8')).toContain('from third');
  });
});

test('what was generated for a repository that is in the fleet no longer is told, and goes; what is not ours stays', async () => {
  const { one, fleet } = await twoChains();
  const gone = await put(fleet, 'acme/gone/.github/workflows/ci.yml', withHeader('name: CI\n', 'one'));
  const others = await put(fleet, 'acme/theirs/.github/workflows/ci.yml', withHeader('name: CI\n', 'other'));
  const mine = await put(fleet, 'acme/gone/.github/workflows/mine.yml', 'name: Mine\n');
  const rendered = await renderFiles([one], []);
  const left = [{ repository: 'acme/gone', files: [{ path: '.github/workflows/ci.yml', state: 'left-over' }] }];
  expect((await checkFolder(fleet, rendered, { all: true })).slice(rendered.length)).toMatchObject(left);
  expect(await checkFolder(fleet, rendered, { all: false })).toHaveLength(rendered.length);
  await renderFolder(fleet, rendered, ALL);
  await expect(stat(gone)).rejects.toThrow('ENOENT');
  expect((await stat(others)).isFile() && (await stat(mine)).isFile()).toBe(true);
});

test('actions are compared in the CI repository alone', async () => {
  const { one, fleet } = await twoChains();
  await renderFolder(fleet, await renderFiles([one], []), ALL);
  await put(fleet, 'acme/engine/actions/own/action.yml', withHeader('name: own\n', 'one'));
  await put(fleet, 'acme/ci/actions/old/action.yml', withHeader('name: old\n', null));
  const checked = await checkFolder(fleet, await renderFiles([one], []), ALL);
  expect(checked.flatMap(({ files }) => files.map(({ path, state }) => [path, state]))).toEqual([
    ['actions/old/action.yml', 'left-over'],
  ]);
});
