import { expect, it } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { explainDecision } from '../../src/domain/explain-decision.ts';
import type { GitHubEvent } from '../../src/domain/github-event.ts';
import { formatMarker } from '../../src/domain/marker.ts';
import { COMMIT } from '../support/actions-runs.ts';
import { chain, recipe, repository, triggers } from '../support/chains.ts';
import { decided } from '../support/decided.ts';
import { dispatched, pushed, ran, released } from '../support/github-events.ts';

const push = { ...repository('engine').push, workflows: ['ci.yml'], content: ['src/**'] };
const ACME = chain([repository('engine', { push }), repository('app', { build: recipe({ marker: 'none' }) })], {
  triggers: triggers({ releases: ['engine'], pushBranches: ['develop'], dispatches: STANDARD_DISPATCHES }),
});
const marker = formatMarker({ train: 'acme/release/v1.4.0', alias: 'app', attempt: 1, digest: '0123abcd' });
const app = { owner: 'acme', name: 'app' };

it.each<[GitHubEvent, string]>([
  [ran({ title: marker }), 'build acme/release/v1.4.0/app looks at its actions run'],
  [ran(), 'the build that knows actions run acme/engine/7, looks at it'],
  [
    ran({ repository: app }),
    'the build that knows actions run acme/app/7, or where none knows it any build of app of chain acme, looks at it',
  ],
  [released(), 'train acme/release/v1.4.0 starts'],
  [
    pushed({ branch: 'develop' }),
    'engine at 3f2a91c goes into the next cascade of chain acme, on its line develop, once ci.yml is green for it, ' +
      'if src/** has changed, asked for by @alice, by a push to develop of engine',
  ],
  [
    dispatched({ payload: { source: 'engine', sha: COMMIT } }),
    'app at its head goes into the next cascade of chain acme, unless a train under way builds it and engine at ' +
      '3f2a91c already, asked for by @alice, by a dispatch build-chain to app',
  ],
  [ran({ event: 'push', workflow: 'ci.yml' }), 'the queue of chain acme looks again at what waits for engine'],
  [{ type: 'pull-request' }, 'a pull request starts nothing, ever: what it merges is pushed'],
])('$1', (event, text) => {
  expect(decided(event, [ACME]).map(explainDecision)).toEqual([text]);
});
