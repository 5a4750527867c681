import { expect, test } from 'vitest';
import { checkLoops } from '../../src/domain/check-loops.ts';
import { type DeclaredStep, sentDispatches } from '../../src/domain/sent-dispatch.ts';

const HERE = { owner: 'BTCDecoded', name: 'blvm-consensus' };
const NODE = { owner: 'BTCDecoded', name: 'blvm-node' };
const KNOWN = [HERE, NODE];

function script(text: string): DeclaredStep {
  return { uses: '', inputs: {}, script: text };
}

function action(uses: string, inputs: Readonly<Record<string, string>>): DeclaredStep {
  return { uses, inputs, script: '' };
}

function messages(step: DeclaredStep): readonly string[] {
  return checkLoops('ci.yml', HERE, sentDispatches(step), KNOWN).map(({ message }) => message);
}

test.for([
  [
    'curl with JSON',
    script(
      'curl -X POST https://api.github.com/repos/BTCDecoded/blvm-node/dispatches \\\n -d \'{"event_type":"build-chain"}\'',
    ),
    'build-chain',
  ],
  ['gh api', script('gh api repos/btcdecoded/BLVM-node/dispatches -f event_type=build-chain'), 'build-chain'],
  [
    'gh api with a variable for the owner',
    script('gh api "repos/${{ github.repository_owner }}/blvm-node/dispatches" -f event_type=build-chain'),
    'build-chain',
  ],
  [
    'gh api for an actions workflow',
    script('gh api /repos/BTCDecoded/blvm-node/actions/workflows/build.yml/dispatches -f ref=main'),
    'build.yml',
  ],
  ['gh workflow run', script('gh workflow run build.yml \\\n  --repo BTCDecoded/blvm-node --ref main'), 'build.yml'],
  [
    'an action for repository_dispatch',
    action('peter-evans/repository-dispatch@v3', { repository: 'BTCDecoded/blvm-node', 'event-type': 'build-chain' }),
    'build-chain',
  ],
  [
    'an action for workflow_dispatch',
    action('benc-uk/workflow-dispatch@v1', { repo: 'BTCDecoded/blvm-node', workflow: 'build.yml' }),
    'build.yml',
  ],
  [
    "GitHub's own client",
    script(
      "await github.rest.repos.createDispatchEvent({ owner: context.repo.owner, repo: 'blvm-node', event_type: 'build-chain' })",
    ),
    'build-chain',
  ],
] as const)('a dispatch to a repository of the chain is seen in %s', ([, step, what]) => {
  expect(messages(step)).toEqual([
    expect.stringContaining(`ci.yml itself dispatches to BTCDecoded/blvm-node (${what}), by `),
  ]);
});

test.for([
  ['gh api', script('gh api "repos/$GITHUB_REPOSITORY/dispatches" -f event_type=again')],
  ['gh workflow run', script('gh workflow run nightly.yml --ref main')],
  ['an action', action('peter-evans/repository-dispatch@v3', { 'event-type': 'again' })],
  ["GitHub's own client", script("github.rest.repos.createDispatchEvent({ ...context.repo, event_type: 'again' })")],
] as const)('a dispatch to its own repository may be a loop: %s', ([, step]) => {
  expect(messages(step)).toEqual([expect.stringContaining('to its own repository')]);
});

test('a repository that only a variable names may be one of the chain', () => {
  const step = script('for repo in $DEPENDENTS; do gh api "repos/BTCDecoded/$repo/dispatches" -f event_type=x; done');
  expect(messages(step)).toEqual([expect.stringContaining('which may be a repository of the chain')]);
});

test.for([
  ['a repository that no chain names', script('gh api repos/BTCDecoded/somewhere/dispatches -f event_type=x')],
  ['a line that is a comment', script('# gh workflow run build.yml --repo BTCDecoded/blvm-node')],
  [
    "a build's report to Cascade",
    script('gh api "repos/$GITHUB_REPOSITORY/dispatches" --raw-field event_type=build-complete'),
  ],
  ['reading', script('gh run list --repo BTCDecoded/blvm-node && gh workflow view build.yml')],
  ['any other action', action('actions/checkout@v5', { repository: 'BTCDecoded/blvm-node' })],
] as const)('nothing is said of %s', ([, step]) => {
  expect(messages(step)).toEqual([]);
});

test('the same dispatch sent twice is said once, with what to do', () => {
  const sent = sentDispatches(
    script('gh workflow run b.yml -R BTCDecoded/blvm-node\ngh workflow run b.yml -R BTCDecoded/blvm-node'),
  );
  expect(checkLoops('ci.yml', HERE, sent, KNOWN)).toMatchObject([
    { check: 'dispatches', verdict: 'doubtful', advice: expect.stringContaining('Remove that step') as string },
  ]);
});
