import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fleetFile, requireFleet } from '../../src/app/fleet/fleet-file.ts';
import { fleetFiles, requireFleets } from '../../src/app/fleet/fleet-files.ts';
import { temporaryFolder } from '../engine/folders.ts';

test('the file is the one that is named, or the only one that is configured, in its folder or by itself', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'chain'));
  const file = join(folder, 'chain', 'cascade.yml');
  await writeFile(file, '');
  expect(await fleetFile(undefined, [join(folder, 'chain')])).toBe(file);
  expect(await fleetFile(undefined, [file])).toBe(file);
  expect(await fleetFile(file, ['one.yml', 'other.yml'])).toBe(file);
  await expect(fleetFile(undefined, ['one.yml', 'other.yml'])).rejects.toThrow('by --file: one.yml, other.yml');
});

test('what is wrong with the file is told all at once', async () => {
  const file = join(await temporaryFolder(), 'cascade.yml');
  await expect(requireFleet(file)).rejects.toThrow('cannot be read');
  await writeFile(file, 'chain: acme\nrepositories: { engine: { repository: acme/engine } }\n');
  await expect(requireFleet(file)).rejects.toThrow(`${file}:1:1`);
});

test('a command about the fleet reads all files that are configured, unless one is named', async () => {
  const folder = await temporaryFolder();
  const files = ['a', 'b'].map((name) => join(folder, name, 'cascade.yml'));
  for (const file of files) {
    await mkdir(dirname(file));
    await writeFile(file, '');
  }
  expect(await fleetFiles(undefined, [folder, files[1] ?? ''])).toEqual(files);
  expect(await fleetFiles(files[0], [folder])).toEqual([files[0]]);
  await mkdir(join(folder, 'empty'));
  await expect(fleetFiles(join(folder, 'empty'), [])).rejects.toThrow('There is no cascade.yml in');
});

test('a chain without a fleet is left out, unless no other has one; no two have the same name', async () => {
  const folder = await temporaryFolder();
  const [without, other, golden] = [
    join(folder, 'without.yml'),
    join(folder, 'other.yml'),
    'test/fleet/golden/cascade.yml',
  ];
  await writeFile(
    without,
    'chain: small\nrepositories: { engine: { repository: acme/engine, build: { workflows: [b.yml] } } }\n',
  );
  expect((await requireFleets([without, golden])).map(({ chain }) => chain)).toEqual(['acme']);
  await expect(requireFleets([without])).rejects.toThrow('there is no fleet in this file');
  await writeFile(other, await readFile(golden));
  await expect(requireFleets([golden, other])).rejects.toThrow('Two files describe the chain "acme"');
});
