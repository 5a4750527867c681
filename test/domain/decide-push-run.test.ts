import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../src/domain/github-event.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { decided } from '../support/decided.ts';
import { ran } from '../support/github-events.ts';

const push = { ...repository('engine').push, workflows: ['ci.yml'] };
const ACME = chain([repository('engine', { push }), repository('tools', { name: 'engine' })], {
  triggers: triggers({ pushBranches: ['develop'] }),
});

const tested = (differences: Partial<EventOf<'actions-run'>> = {}) =>
  ran({ event: 'push', workflow: 'ci.yml', title: 'Mend the engine', ...differences });

describe('the end of an actions run that a push started', () => {
  it.each(['main', 'develop', null])('lets the queue look again at what waits for it, on branch %s', (branch) => {
    expect(decided(tested({ branch }), [ACME])).toMatchObject([
      { type: 'check-pushes', chain: 'acme', hint: { delivery: 'guid-1/engine', repository: 'engine' } },
      { code: 'other-workflow' },
    ]);
  });

  it('counts on any branch where nobody says which the default one is', () => {
    const decisions = decided(tested({ branch: 'trunk', defaultBranch: null }), [ACME]);
    expect(decisions).toMatchObject([{ type: 'check-pushes' }, {}]);
  });

  it.each([
    ['another actions workflow', { workflow: 'lint.yml' }, 'other-workflow', /"lint\.yml".* has ci\.yml$/],
    ['another branch', { branch: 'feature' }, 'branch-not-watched', /feature.*watches main, develop$/],
    ['a repository in no chain', { repository: { owner: 'acme', name: 'else' } }, 'not-in-a-chain', /acme\/else/],
  ])('is nothing to the queue where it is of %s', (_, differences, code, why) => {
    expect(decided(tested(differences), [ACME])[0]).toEqual({
      type: 'ignore',
      code,
      why: expect.stringMatching(why) as string,
    });
  });

  it.each(['requested', 'in_progress'])('is not there yet while it is %s, and no chain is looked at', (action) => {
    expect(decided(tested({ action }))).toMatchObject([{ code: 'run-not-completed' }]);
  });
});

it.each(['pull_request', 'pull_request_target', 'schedule', 'workflow_run'])(
  'an actions run that %s started concerns nobody',
  (event) => {
    expect(decided(ran({ event }))).toMatchObject([{ code: 'not-dispatched' }]);
  },
);
