import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { breachesOf } from '../../src/domain/fleet/house-rules.ts';
import { fillPins } from '../../src/domain/fleet/open-pins.ts';
import { wrongOverride } from '../../src/domain/fleet/override-rules.ts';
import { REUSABLE_INPUTS } from '../../src/domain/fleet/reusable.ts';
import { readHeader } from '../../src/fleet/header.ts';
import { renderFleet } from '../../src/fleet/render.ts';
import { fleetOf } from './fleet-of.ts';
import { lint } from './lint.ts';
import { writeRendered } from './rendered-folder.ts';

const COMMIT = '0'.repeat(40);
const GOLDEN = 'test/fleet/golden';
const rendered = renderFleet(await fleetOf(join(GOLDEN, 'cascade.yml')));
const workflows = rendered.flatMap(({ owner, name, files }) =>
  files
    .filter(({ path }) => path.startsWith('.github/'))
    .map((file) => ({ at: `${owner}/${name}/${file.path}`, ...file })),
);
const members = workflows.filter(({ at }) => !at.startsWith('acme/ci/'));

const folder = mkdtempSync(join(tmpdir(), 'cascade-golden-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

if (process.env['CASCADE_GOLDEN'] === 'write') {
  rmSync(join(GOLDEN, 'acme'), { recursive: true, force: true });
  // Actions are copied as they are but for their pins, which `pin.test.ts` looks at.
  writeRendered(
    GOLDEN,
    rendered.map((repository) => ({ ...repository, files: repository.files.filter(isWorkflow) })),
  );
}

describe('what is generated for one repository of each kind', () => {
  test.each(workflows.map(({ at, text }) => [at, text] as const))('%s is what it was', (at, text) => {
    expect(text).toBe(readFileSync(join(GOLDEN, at), 'utf8'));
  });

  test('nothing else is there', () => {
    const stored = readdirSync(GOLDEN, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'cascade.yml')
      .map((entry) => join(entry.parentPath, entry.name).slice(GOLDEN.length + 1));
    expect(stored.sort()).toEqual(workflows.map(({ at }) => at).sort());
  });

  test('each repository gets the files of its kind alone', () => {
    expect(
      Object.fromEntries(rendered.slice(1).map(({ name, files }) => [name, files.map(({ path }) => path.slice(18))])),
    ).toEqual({
      handbook: ['chain.yml'],
      engine: ['build.yml'],
      app: ['ci.yml', 'build.yml'],
      web: ['ci.yml', 'build.yml'],
      tool: ['ci.yml', 'build.yml'],
      firmware: ['ci.yml', 'build.yml'],
      proofs: ['ci.yml', 'build.yml'],
    });
  });

  test('a caller has at most 45 lines', () => {
    const long = members.filter(({ text }) => text.trimEnd().split('\n').length > 45).map(({ at }) => at);
    expect(long).toEqual([]);
  });

  test('actionlint and zizmor find nothing', async () => {
    const files = writeRendered(folder, rendered);
    expect(await lint(folder, files)).toEqual({ actionlint: '', zizmor: '' });
  }, 120_000);

  test.each(workflows.map(({ at, text }) => [at, text] as const))('%s breaks no rule of ours', (_, text) => {
    expect(breachesOf(parse(text))).toEqual([]);
  });

  test('every file says which version made it, and is as that version left it', () => {
    const headers = rendered.flatMap(({ files }) => files.map(({ text }) => readHeader(text)));
    expect(headers.every((header) => header?.intact === true)).toBe(true);
  });

  test('a file that the repository keeps is marked so', () => {
    expect(rendered.flatMap(({ name, owned }) => owned.map((path) => `${name}/${path}`))).toEqual([
      'proofs/.github/workflows/ci.yml',
    ]);
  });
});

describe('the reusable actions workflows', () => {
  test.each(Object.entries(REUSABLE_INPUTS))('%s takes what repositories give it', (name, { always, sometimes }) => {
    const text = readFileSync(`src/fleet/workflows/${name}.yml`, 'utf8');
    const { inputs } = (parse(text) as Reusable).on.workflow_call;
    const required = Object.keys(inputs).filter((input) => inputs[input]?.required === true);
    expect(Object.keys(inputs).sort()).toEqual([...always, ...sometimes].sort());
    expect(required.sort()).toEqual([...always].sort());
  });

  test.each(Object.keys(REUSABLE_INPUTS))('%s keeps to what an override of it is held to', (name) => {
    const text = fillPins(readFileSync(`src/fleet/workflows/${name}.yml`, 'utf8'), (action) => `${action}@${COMMIT}`);
    expect(wrongOverride(name, parse(text))).toEqual([]);
  });

  test('there are no others', () => {
    const names = readdirSync('src/fleet/workflows').map((name) => name.replace(/\.yml$/, ''));
    expect(names.sort()).toEqual(Object.keys(REUSABLE_INPUTS).sort());
  });
});

interface Reusable {
  readonly on: {
    readonly workflow_call: { readonly inputs: Readonly<Record<string, { readonly required?: boolean }>> };
  };
}

function isWorkflow({ path }: { readonly path: string }): boolean {
  return path.startsWith('.github/');
}
