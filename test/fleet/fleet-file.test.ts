import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fleetFile, requireFleet } from '../../src/app/fleet/fleet-file.ts';
import { temporaryFolder } from '../engine/folders.ts';

test('the file is the one that is named, or the only one that is configured, in its folder or by itself', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'chain'));
  const file = join(folder, 'chain', 'cascade.yml');
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
