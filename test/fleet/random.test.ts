import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { normaliseFleet } from '../../src/config/fleet/normalise.ts';
import { parseChain } from '../../src/config/parse.ts';
import { ChainFile } from '../../src/config/schema.ts';
import { breachesOf } from '../../src/domain/fleet/house-rules.ts';
import type { RenderedFile, RenderedRepository } from '../../src/domain/fleet/rendered.ts';
import { REUSABLE_INPUTS } from '../../src/domain/fleet/reusable.ts';
import { renderFleet } from '../../src/fleet/render.ts';
import { LONG } from '../support/long.ts';
import { lint } from './lint.ts';
import { type ChainData, randomChain } from './random-chains.ts';
import { writeRendered } from './rendered-folder.ts';

/** Each seed gives other chains; this one gives the same ones every time. */
const SEED = 20_261_121;
const chains = fc.sample(randomChain, { seed: SEED, numRuns: LONG ? 500 : 50 });
const rendered = chains.map(renderData);

const folder = mkdtempSync(join(tmpdir(), 'cascade-random-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('random chains are in order', () => {
  expect(chains.flatMap((data) => problemsOf(data))).toEqual([]);
});

test('actionlint and zizmor find nothing in what random chains come out as', async () => {
  const seen = new Set<string>();
  const workflows = rendered.flatMap((repositories, index) =>
    writeRendered(
      join(folder, String(index)),
      repositories.map((repository) => withNew(repository, seen)),
    ),
  );
  expect(workflows.length).toBeGreaterThan(chains.length);
  expect(await lint(folder, workflows)).toEqual({ actionlint: '', zizmor: '' });
}, 300_000);

test('what random chains come out as breaks no rule of ours', () => {
  const breaches = allWorkflows().flatMap(({ text }) => breachesOf(parse(text)));
  expect(breaches).toEqual([]);
});

test('repositories give the reusable actions workflows what those require, and nothing that they do not take', () => {
  for (const { text } of allWorkflows()) {
    for (const [, job] of Object.entries((parse(text) as Workflow).jobs)) {
      const [, name = ''] = /\/workflows\/([a-z-]+)\.yml@/.exec(job.uses ?? '') ?? [];
      if (name === '') continue;
      const { always = [], sometimes = [] } = REUSABLE_INPUTS[name] ?? {};
      const given = Object.keys(job.with ?? {});
      expect(given).toEqual(expect.arrayContaining([...always]));
      expect([...always, ...sometimes]).toEqual(expect.arrayContaining(given));
    }
  }
});

test('a caller has at most 45 lines, however many jobs there are', () => {
  const callers = rendered.flatMap(([, ...members]) => members.flatMap(({ files }) => files));
  const lengths = callers.map(({ text }) => text.trimEnd().split('\n').length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(45);
});

test('no pull request of a stranger reaches a machine that may be the organisation’s own', () => {
  for (const { text } of allWorkflows()) {
    const { on, jobs } = parse(text) as Workflow;
    if (!('pull_request' in on)) continue;
    const runsOn = String(jobs['ci']?.with?.['runs-on']);
    expect(runsOn).toMatch(
      /^\["(?:ubuntu|macos)-[\d.]+"\]$|^\$\{\{ .* != github\.repository && '\["ubuntu-24\.04"\]' \|\| /,
    );
  }
});

test('whatever the chain says, a pull request starts nothing but checks, and only a push tells the chain', () => {
  for (const { text } of allWorkflows()) {
    const { on, jobs } = parse(text) as Workflow;
    const called = Object.entries(jobs).map(([name, job]) => [name, job.uses ?? '', job.if ?? ''] as const);
    if ('pull_request' in on) expect(called.some(([, uses]) => uses.includes('/build-'))).toBe(false);
    for (const [, uses, condition] of called) {
      if (uses.includes('/chain.yml@')) expect(condition).toBe("${{ github.event_name == 'push' }}");
    }
  }
});

interface Workflow {
  readonly on: object;
  readonly jobs: Readonly<
    Record<string, { readonly uses?: string; readonly if?: string; readonly with?: Readonly<Record<string, unknown>> }>
  >;
}

function renderData(data: ChainData): readonly RenderedRepository[] {
  const file = ChainFile.parse(data);
  if (file.fleet === undefined) throw new Error('A random chain has a fleet.');
  return renderFleet(normaliseFleet(file, file.fleet, {}));
}

function problemsOf(data: ChainData): readonly string[] {
  const parsed = parseChain(stringify(data), 'cascade.yml');
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

function allWorkflows(): readonly RenderedFile[] {
  return rendered.flat().flatMap(({ files }) => files.filter(({ path }) => path.startsWith('.github/')));
}

/** The repository without the files that another one had with the same text: linting them twice finds nothing more. */
function withNew(repository: RenderedRepository, seen: Set<string>): RenderedRepository {
  const files = repository.files.filter(({ text }) => !seen.has(text));
  for (const { text } of files) seen.add(text);
  return { ...repository, files };
}
