import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCascadeInput, parseNightlyInput, parseReleaseInput } from '../../src/domain/train-request.ts';
import { SOMEBODY_IN_TEMPORAL } from '../../src/domain/trigger.ts';
import { COMMIT } from '../support/actions-runs.ts';

const problemsOf = (parse: typeof parseReleaseInput, input: unknown) => {
  const parsed = parse(input);
  return parsed.ok ? [] : parsed.problems;
};

const release = { chain: 'acme', version: 'v1.4.0' };
const cascade = { chain: 'acme', changed: ['node'] };
const REFS = 'must be an object such as {"engine": "v1.2.0"}: a branch, tag or commit for each alias';
const manual = { type: 'manual', by: SOMEBODY_IN_TEMPORAL };

test('by hand, a release is asked for by chain and version', () => {
  expect(parseReleaseInput(release)).toEqual({
    ok: true,
    request: { kind: 'release', ...release, parameters: {}, trigger: manual, refs: {}, dryRun: false },
  });
});

test('by hand, a nightly is asked for by its chain: it is named by what it builds', () => {
  expect(parseNightlyInput({ chain: 'acme' })).toEqual({
    ok: true,
    request: {
      kind: 'nightly',
      chain: 'acme',
      parameters: {},
      trigger: manual,
      refs: {},
      dryRun: false,
      force: false,
    },
  });
  expect(parseNightlyInput({ chain: 'acme', force: true })).toMatchObject({ request: { force: true } });
});

test('a release can be of other commits than the heads, and only be tried', () => {
  const refs = { engine: 'v1.2.0', node: COMMIT };
  expect(parseReleaseInput({ ...release, refs, dryRun: true })).toMatchObject({ request: { refs, dryRun: true } });
});

test('by hand, a cascade is asked for by chain and aliases: the heads of their branches', () => {
  expect(parseCascadeInput(cascade)).toEqual({
    ok: true,
    request: {
      kind: 'cascade',
      chain: 'acme',
      changed: [{ repository: 'node', commit: null, run: null }],
      line: null,
      only: false,
      parameters: {},
      trigger: manual,
    },
  });
});

test('a change can name its commit', () => {
  const changed = [{ repository: 'node', commit: COMMIT }, { repository: 'sdk' }];
  expect(parseCascadeInput({ ...cascade, changed })).toMatchObject({
    request: {
      changed: [
        { ...changed[0], run: null },
        { repository: 'sdk', commit: null, run: null },
      ],
    },
  });
});

test('a parameter can be one text or several', () => {
  const parameters = { platform: 'linux', variant: ['base', 'experimental'] };
  expect(parseReleaseInput({ ...release, parameters })).toMatchObject({
    request: { parameters: { platform: ['linux'], variant: ['base', 'experimental'] } },
  });
});

describe('a trigger that Cascade filled in is kept', () => {
  const by = { type: 'github', login: 'alice' };
  test.each([
    { type: 'release', repository: 'consensus', tag: 'v1.4.0', delivery: 'd1', by },
    { type: 'push', repository: 'consensus', branch: 'main', commit: COMMIT, delivery: 'd1', by },
    { type: 'schedule', schedule: 'nightly' },
    { type: 'manual', by: { type: 'person', name: 'Alice' } },
    { type: 'manual', by: { type: 'cascade' } },
  ])('$type', (trigger) => {
    expect(parseReleaseInput({ ...release, trigger })).toMatchObject({ ok: true, request: { trigger } });
  });
});

describe('a bad release input is refused with what is wrong', () => {
  const notText = 'missing, or not a text';
  test.each([
    [{ version: 'v1.4.0' }, [`chain: ${notText}`]],
    [{ ...release, chain: '' }, [`chain: ${notText}`]],
    [{ ...release, version: 14 }, [`version: ${notText}`]],
    [{ ...release, version: '1.4' }, ['version: "1.4" is no version; write it as v1.4.0 or 1.4.0-rc.1']],
    [{ ...release, verison: 'v1' }, ['verison: unknown; known are version, chain, parameters, trigger, refs, dryRun']],
    [{ ...release, parameters: ['linux'] }, ['parameters: must be an object such as {"platform": "linux-x86_64"}']],
    [{ ...release, parameters: { platform: 1 } }, ['parameters.platform: must be a text or a list of texts']],
    [{ ...release, parameters: { platform: ['a', 1] } }, ['parameters.platform: must be a text or a list of texts']],
    [{ ...release, refs: ['v1'] }, [`refs: ${REFS}`]],
    [{ ...release, refs: { engine: 1 } }, [`refs: ${REFS}`]],
    [{ ...release, refs: { engine: '' } }, [`refs: ${REFS}`]],
    [{ ...release, dryRun: 'yes' }, ['dryRun: must be true or false']],
    [{ ...release, force: true }, ['force: unknown; known are version, chain, parameters, trigger, refs, dryRun']],
    [{ ...release, trigger: 'me' }, ['trigger: leave it out; Cascade itself fills it in']],
    [{ ...release, trigger: { type: 'push' } }, ['trigger: leave it out; Cascade itself fills it in']],
    [{ ...release, trigger: { type: 'manual', by: 'me' } }, ['trigger: leave it out; Cascade itself fills it in']],
    ['v1.4.0', ['the input must be an object with version, chain, parameters, trigger, refs, dryRun']],
    [[release], ['the input must be an object with version, chain, parameters, trigger, refs, dryRun']],
    [null, ['the input must be an object with version, chain, parameters, trigger, refs, dryRun']],
    [undefined, ['the input must be an object with version, chain, parameters, trigger, refs, dryRun']],
  ])('%j', (input, problems) => {
    expect(problemsOf(parseReleaseInput, input)).toEqual(problems);
  });
});

describe('a bad nightly input is refused with what is wrong', () => {
  test.each([
    [{}, ['chain: missing, or not a text']],
    [{ chain: 'acme', force: 1 }, ['force: must be true or false']],
    [release, ['version: unknown; known are chain, parameters, trigger, refs, dryRun, force']],
    ['acme', ['the input must be an object with chain, parameters, trigger, refs, dryRun, force']],
  ])('%j', (input, problems) => {
    expect(problemsOf(parseNightlyInput, input)).toEqual(problems);
  });
});

describe('bad changes are refused with what is wrong', () => {
  const commit = 'must be a full commit hash of 40 hexadecimal digits in lower case';
  const change = 'must be an alias or {"repository": ALIAS, "commit": HASH}';
  test.each([
    [undefined, ['changed: name at least one repository, as ["alias"]']],
    [[], ['changed: name at least one repository, as ["alias"]']],
    ['node', ['changed: name at least one repository, as ["alias"]']],
    [['node', 1], [`changed[1]: ${change}`]],
    [[{ commit: COMMIT }], [`changed[0]: ${change}`]],
    [[{ repository: 'node', commit: '3f2a91c' }], [`changed[0].commit: ${commit}`]],
    [[{ repository: 'node', commit: COMMIT.toUpperCase() }], [`changed[0].commit: ${commit}`]],
    [[{ repository: 'node', sha: COMMIT }], ['changed[0].sha: unknown; known are repository, commit, run']],
  ])('%j', (changed, problems) => {
    expect(problemsOf(parseCascadeInput, { chain: 'acme', changed })).toEqual(problems);
  });
});

test('all problems are told at once', () => {
  expect(problemsOf(parseCascadeInput, { chian: 'acme', changed: [1] })).toHaveLength(3);
});

test('no input makes it throw, and what is accepted has a chain and something to do', () => {
  const fields = fc.record(
    {
      chain: fc.oneof(fc.constant('acme'), fc.jsonValue()),
      version: fc.oneof(fc.constant('v1.4.0'), fc.jsonValue()),
      changed: fc.oneof(fc.constant(['node']), fc.jsonValue()),
      parameters: fc.oneof(fc.dictionary(fc.string(), fc.array(fc.string())), fc.jsonValue()),
      refs: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.jsonValue()),
      force: fc.oneof(fc.boolean(), fc.jsonValue()),
      trigger: fc.oneof(fc.record({ type: fc.constantFrom('push', 'manual'), by: fc.jsonValue() }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fields, fc.jsonValue(), fc.anything()), (input) => {
      for (const parse of [parseReleaseInput, parseNightlyInput, parseCascadeInput]) {
        const parsed = parse(input);
        if (!parsed.ok) {
          expect(parsed.problems.length).toBeGreaterThan(0);
          continue;
        }
        const { request } = parsed;
        expect(request.chain).not.toBe('');
        if (request.kind === 'release') expect(request.version).not.toBe('');
        if (request.kind === 'cascade') expect(request.changed).not.toHaveLength(0);
      }
    }),
  );
});
