import { describe, expect, it } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import { formatReleaseMarker } from '../../src/domain/marker.ts';
import { parseReleaseInput } from '../../src/domain/train-request.ts';
import type { WebhookDecision } from '../../src/domain/webhook-decision.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { decided } from '../support/decided.ts';
import { pushed, released } from '../support/github-events.ts';

const ACME = chain([repository('engine'), repository('app', { needs: ['engine'] })]);

function onlyDecided(event: GitHubEvent, chains: readonly Chain[] = [ACME]): WebhookDecision | undefined {
  const [decision, ...others] = decided(event, chains);
  expect(others).toEqual([]);
  return decision;
}

describe('what a published release means', () => {
  it('starts a release of the same version, as a request that is in order', () => {
    const decision = onlyDecided(released());
    expect(decision).toMatchObject({ type: 'start', kind: 'release', trainId: 'acme/release/v1.4.0' });
    if (decision?.type !== 'start') throw new Error('It started nothing');
    expect(parseReleaseInput(decision.input)).toEqual({
      ok: true,
      request: {
        kind: 'release',
        chain: 'acme',
        version: 'v1.4.0',
        parameters: {},
        refs: {},
        dryRun: false,
        trigger: {
          type: 'release',
          repository: 'engine',
          tag: 'v1.4.0',
          delivery: 'guid-1',
          by: { type: 'github', login: 'alice' },
        },
      },
    });
  });

  it('knows a repository whatever the case of its name', () => {
    expect(onlyDecided(released({ repository: { owner: 'ACME', name: 'Engine' } }))).toMatchObject({ type: 'start' });
  });

  it('starts a release in each chain that waits for it, and says why in the others', () => {
    const second = chain([repository('motor', { name: 'engine' })], { name: 'second' });
    const third = chain([repository('engine')], { name: 'third', triggers: triggers() });
    const decisions = decided(released(), [ACME, second, third]);
    expect(decisions).toMatchObject([
      { trainId: 'acme/release/v1.4.0' },
      { trainId: 'second/release/v1.4.0', input: { trigger: { repository: 'motor' } } },
      { type: 'ignore', code: 'not-a-trigger' },
    ]);
  });

  it.each([
    [
      'that Cascade made',
      released({ notes: `x ${formatReleaseMarker('acme/release/v1.4.0', '0123abcd')}` }),
      'made-by-cascade',
      /acme\/release\/v1\.4\.0/,
    ],
    ['whose tag is no version', released({ tag: 'nightly' }), 'not-a-version', /"nightly"/],
    [
      'of a repository that starts no release',
      released({ repository: { owner: 'acme', name: 'app' } }),
      'not-a-trigger',
      /acme\/app.*has engine/,
    ],
    [
      'of a repository in no chain',
      released({ repository: { owner: 'acme', name: 'else' } }),
      'not-in-a-chain',
      /acme\/else.*chains are acme/,
    ],
  ])('ignores one %s, and says so', (_, event, code, why) => {
    expect(onlyDecided(event)).toEqual({ type: 'ignore', code, why: expect.stringMatching(why) as string });
  });

  it('ignores one for a chain that publishes none', () => {
    expect(onlyDecided(released(), [{ ...ACME, release: null }])).toMatchObject({ code: 'no-release' });
  });

  it('is refused at once where it would have to take files and is immutable', () => {
    const here = chain([repository('engine')]);
    expect(onlyDecided(released({ immutable: true }), [here])).toMatchObject({ code: 'immutable-release' });
    expect(onlyDecided(released(), [here])).toMatchObject({ type: 'start' });
    expect(onlyDecided(released({ immutable: true }))).toMatchObject({ type: 'start' });
  });
});

describe('what a release of a line means', () => {
  const lines = { ...ACME, triggers: triggers({ releases: ['engine'], pushBranches: ['develop'] }) };

  it('is nothing, since nothing is published of a line', () => {
    expect(onlyDecided(released({ target: 'develop' }), [lines])).toMatchObject({ code: 'line-never-publishes' });
  });

  it.each(['main', 'maintenance', '3f2a91c'])('is a release like any where it is of %s', (target) => {
    expect(onlyDecided(released({ target }), [lines])).toMatchObject({ type: 'start' });
  });

  it('is a release like any where the line is the own branch', () => {
    const own = chain([repository('engine', { branch: 'develop' })], { triggers: lines.triggers });
    expect(onlyDecided(released({ target: 'develop' }), [own])).toMatchObject({ type: 'start' });
  });
});

describe('what a pushed tag means', () => {
  const TAGS = { ...ACME, triggers: triggers({ tags: ['engine'] }) };
  const tagged = (tag: string) => pushed({ branch: null, tag, message: 'Version 1.4.0 [skip ci]' });

  it('starts the release that a published release would, whatever the message of its commit', () => {
    const release = onlyDecided(released());
    expect(onlyDecided(tagged('v1.4.0'), [TAGS])).toEqual(release);
  });

  it.each([
    ['where releases alone start any', tagged('v1.4.0'), ACME, 'not-a-trigger', /triggers\.tags has none/],
    ['that is no version', tagged('nightly'), TAGS, 'not-a-version', /"nightly"/],
    ['that is deleted', { ...tagged('v1.4.0'), deleted: true }, TAGS, 'tag-deleted', /v1\.4\.0/],
    ['for a chain that publishes nothing', tagged('v1.4.0'), { ...TAGS, release: null }, 'no-release', /acme/],
  ])('starts nothing %s, and says why', (_, event, watching, code, why) => {
    const decision = { type: 'ignore', code, why: expect.stringMatching(why) as string };
    expect(onlyDecided(event, [watching])).toEqual(decision);
  });
});

it.each([released(), pushed({ branch: null, tag: 'v1.4.0' })])(
  'what Cascade’s own account does starts no release',
  (event) => {
    const decisions = decided(event, undefined, { self: ['other', 'Alice'] });
    expect(decisions).toMatchObject([{ code: 'made-by-cascade', why: expect.stringMatching(/@alice/) as string }]);
  },
);
