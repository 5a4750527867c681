import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { renderFleet } from '../../src/fleet/render.ts';
import { fleetOf } from './fleet-of.ts';
import { lint } from './lint.ts';
import { writeRendered } from './rendered-folder.ts';

const EXAMPLES = ['btcdecoded', 'opensearch', 'three-crates'];

const folder = mkdtempSync(join(tmpdir(), 'cascade-examples-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('actionlint and zizmor find nothing in what the examples come out as', async () => {
  const fleets = await Promise.all(EXAMPLES.map(async (name) => fleetOf(`examples/${name}/cascade.yml`)));
  const files = fleets.flatMap((fleet) => writeRendered(join(folder, fleet.chain), renderFleet(fleet)));
  expect(await lint(folder, files)).toEqual({ actionlint: '', zizmor: '' });
}, 120_000);

test('in btcdecoded the specification gets the trigger alone, and what another repository builds gets CI alone', async () => {
  const rendered = renderFleet(await fleetOf('examples/btcdecoded/cascade.yml'));
  expect(
    Object.fromEntries(rendered.slice(1).map(({ name, files }) => [name, files.map(({ path }) => path.slice(18))])),
  ).toEqual({
    'blvm-spec': ['chain.yml'],
    'blvm-consensus': ['ci.yml', 'build.yml'],
    'blvm-protocol': ['ci.yml', 'build.yml'],
    'blvm-node': ['ci.yml', 'build.yml'],
    'blvm-sdk': ['ci.yml', 'build.yml'],
    'blvm-commons': ['ci.yml'],
    blvm: ['ci.yml', 'build.yml'],
  });
});

test('what was 6,309 lines of near-copies in btcdecoded are callers of at most 45', async () => {
  const rendered = renderFleet(await fleetOf('examples/btcdecoded/cascade.yml')).slice(1);
  const lengths = rendered.flatMap(({ files }) => files.map(({ text }) => text.trimEnd().split('\n').length));
  expect(Math.max(...lengths)).toBeLessThanOrEqual(45);
});
