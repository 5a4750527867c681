import { describe, expect, it } from 'vitest';
import type { EventOf, GitHubEvent } from '../../src/domain/github-event.ts';
import { formatMarker } from '../../src/domain/marker.ts';
import { hintToAny } from '../../src/domain/webhook-decision.ts';
import { chain, documents, recipe, repository } from '../support/chains.ts';
import { decided } from '../support/decided.ts';
import { ran as anyRun } from '../support/github-events.ts';

const MARKER = formatMarker({ train: 'acme/release/v1.4.0', alias: 'engine', attempt: 2, digest: '0123abcd' });
const BUILD = 'acme/release/v1.4.0/engine';
const URL = 'https://github.test/acme/engine/actions/runs/7';

const ENGINE = { owner: 'acme', name: 'engine' };
const ACME = chain([documents('handbook'), repository('engine'), repository('app')]);

const HINT = { runId: 7, attempt: 1, status: 'completed', workflow: 'build.yml', url: URL, source: 'run' } as const;

function ran(differences: Partial<EventOf<'actions-run'>> = {}): GitHubEvent {
  return anyRun({ title: `Build ${MARKER}`, url: URL, ...differences });
}

describe('what news of an actions run means', () => {
  it('wakes the build that the marker names, with what was told as a hint', () => {
    expect(decided(ran())).toEqual([{ type: 'wake', workflowId: BUILD, hint: HINT }]);
  });

  it.each([
    ['workflow_dispatch', 'queued', 'ignore'],
    ['repository_dispatch', 'queued', 'wake'],
    ['workflow_dispatch', 'completed', 'wake'],
  ])('of one requested by %s, %s: %s, since only some dispatches tell the id of the run', (event, status, type) => {
    expect(decided(ran({ action: 'requested', status, event }))).toMatchObject([{ type }]);
  });

  it('ignores what no dispatch started without a look at the chains', () => {
    const planned = ran({ title: 'Fix a typo', event: 'schedule' });
    expect(decided(planned)).toMatchObject([{ type: 'ignore', code: 'not-dispatched' }]);
  });

  it.each([
    ['no marker', 'Build'],
    ['one for a train that can not exist', `cascade:${'x'.repeat(200)}/engine#1.0123abcd`],
  ])('wakes the build that knows a run with %s in its title, and nobody else where markers are shown', (_, title) => {
    expect(decided(ran({ title }), [ACME])).toEqual([
      { type: 'wake-run', run: 'acme/engine/7', otherwise: [], hint: HINT },
    ]);
  });

  it('wakes where markers are not shown, as long as nobody knows the run, all builds that it may be of', () => {
    const taken = repository('engine', { build: recipe({ marker: 'taken' }) });
    const none = repository('motor', { name: 'Engine', build: recipe({ marker: 'none' }) });
    const other = repository('tests', { name: 'engine', build: recipe({ marker: 'none', workflows: ['test.yml'] }) });
    const second = chain([repository('app'), none], { name: 'second' });
    expect(decided(ran({ title: 'Build', action: 'requested' }), [chain([taken, none, other]), second])).toMatchObject([
      {
        type: 'wake-run',
        otherwise: [
          { chain: 'acme', repositories: ['engine', 'motor'] },
          { chain: 'second', repositories: ['motor'] },
        ],
      },
    ]);
  });

  it('looks for builds where the actions run is, not where the commit is', () => {
    const build = recipe({ marker: 'none', runsIn: { owner: 'acme', name: 'ci' } });
    const remote = [chain([repository('engine', { build })])];
    expect(decided(ran({ title: 'Build' }), remote)).toMatchObject([{ code: 'not-in-a-chain' }]);
    const there = ran({ title: 'Build', repository: { owner: 'acme', name: 'ci' } });
    expect(decided(there, remote)).toMatchObject([
      { run: 'acme/ci/7', otherwise: [{ chain: 'acme', repositories: ['engine'] }] },
    ]);
  });

  it.each([
    [
      'a repository in no chain',
      { repository: { owner: 'acme', name: 'else' } },
      'not-in-a-chain',
      /acme\/else.*acme$/,
    ],
    [
      'a repository with nothing to build',
      { repository: { owner: 'acme', name: 'handbook' } },
      'not-in-a-chain',
      /handb/,
    ],
    ['another actions workflow', { workflow: 'lint.yml' }, 'other-workflow', /"lint\.yml" of acme\/engine/],
  ])('ignores a run without a marker of %s, and says so', (_, differences, code, why) => {
    const decision = { type: 'ignore', code, why: expect.stringMatching(why) as string };
    expect(decided(ran({ title: 'Build', ...differences }), [ACME])).toEqual([decision]);
  });
});

describe('what news of a job means', () => {
  const job = (action: string, repository = ENGINE): GitHubEvent => ({
    type: 'job',
    action,
    repository,
    runId: 7,
    attempt: 2,
  });

  it('wakes the build of the run where the job waits for an approval, and before one knows it, all of the repository', () => {
    expect(decided(job('waiting'), [ACME])).toEqual([
      {
        type: 'wake-run',
        run: 'acme/engine/7',
        otherwise: [{ chain: 'acme', repositories: ['engine'] }],
        hint: { runId: 7, attempt: 2, status: 'waiting', workflow: '', url: '', source: 'job' },
      },
    ]);
  });

  it.each(['queued', 'in_progress', 'completed'])('ignores that it is %s without a look at the chains', (action) => {
    expect(decided(job(action))).toMatchObject([{ type: 'ignore', code: 'job-not-waiting' }]);
  });

  it('ignores one in a repository where nothing is built', () => {
    expect(decided(job('waiting', { owner: 'acme', name: 'else' }), [ACME])).toMatchObject([
      { code: 'not-in-a-chain' },
    ]);
  });
});

describe('a hint that is given to builds which may not be meant', () => {
  it('says that the run shows no marker', () => {
    expect(hintToAny(HINT)).toEqual({ ...HINT, source: 'unmarked-run' });
    expect(hintToAny({ ...HINT, source: 'report' }).source).toBe('report');
  });
});
