import { expect, test } from 'vitest';
import { checkRequest } from '../../src/domain/check-request.ts';
import { chainOf } from '../support/chains.ts';
import { cascadeOf, releaseOf } from '../support/requests.ts';

const chain = chainOf(
  [
    ['engine', []],
    ['node', ['engine']],
  ],
  {
    parameters: [
      { name: 'platform', values: ['linux', 'windows'] },
      { name: 'variant', values: ['base'] },
    ],
  },
);

test('parameters that a request leaves open have every value', () => {
  expect(checkRequest(chain, releaseOf(chain, { parameters: { platform: ['linux'] } }))).toMatchObject({
    ok: true,
    request: { parameters: { platform: ['linux'], variant: ['base'] } },
  });
});

test('a request that names what the chain has is in order', () => {
  expect(checkRequest(chain, cascadeOf(chain, ['node', 'engine'])).ok).toBe(true);
});

test.each([
  [
    'an unknown repository',
    cascadeOf(chain, ['sdk']),
    'changed: chain acme has no repository "sdk"; it has engine, node',
  ],
  [
    'a repository that is named twice',
    cascadeOf(chain, ['node', 'engine', 'node']),
    'changed: "node" is named twice; a train builds it at one commit',
  ],
  [
    'a ref for an unknown repository',
    releaseOf(chain, { refs: { sdk: 'v1.2.0' } }),
    'refs: chain acme has no repository "sdk"; it has engine, node',
  ],
  [
    'an unknown parameter',
    releaseOf(chain, { parameters: { os: ['linux'] } }),
    'parameters: chain acme has no parameter "os"; it has platform, variant',
  ],
  [
    'an unknown value',
    releaseOf(chain, { parameters: { platform: ['linux', 'plan9'] } }),
    'parameters.platform: "plan9" is none of linux, windows',
  ],
  [
    'a parameter without a value',
    releaseOf(chain, { parameters: { platform: [] } }),
    'parameters.platform: at least one of linux, windows',
  ],
])('%s is refused with what would be right', (_, request, problem) => {
  expect(checkRequest(chain, request)).toEqual({ ok: false, problems: [problem] });
});

test('a chain without parameters says that it has none', () => {
  const bare = { ...chain, parameters: [] };
  expect(checkRequest(bare, releaseOf(bare, { parameters: { os: ['linux'] } }))).toEqual({
    ok: false,
    problems: ['parameters: chain acme has no parameter "os"; it has none'],
  });
});

test('a chain that publishes nothing can cascade, but not be released', () => {
  const unpublished = { ...chain, release: null };
  expect(checkRequest(unpublished, cascadeOf(chain, ['node'])).ok).toBe(true);
  expect(checkRequest(unpublished, releaseOf(chain))).toEqual({
    ok: false,
    problems: ['chain acme publishes no releases: its configuration has no "release"'],
  });
});
