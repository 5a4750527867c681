import { expect, test } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { app, asApp } from '../github/support/app.ts';
import { startAnsweringApi } from '../support/answering-api.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository, triggers } from '../support/chains.ts';
import { endOf, queueOf, startedBy, untilQuiet } from '../support/queues.ts';
import { statuses } from '../support/start-trains.ts';

const BARE = { version: '{version}' };

/** Says what it passes on, as the standard rules read it. */
const TELLING = { ...BARE, triggered_by: '{source}', source_sha: '{source_sha}' };

const OURS = { decision: 'ignore', code: 'made-by-cascade' };

/** By what a dispatch of ours is known: how it is sent, whom the API knows as Cascade's own, what it answers, what the queue drops. */
const CASES = [
  ['marker, which is shown', { marker: 'shown', payload: BARE, self: [], answer: OURS, dropped: [] }],
  ['marker, which is taken', { marker: 'taken', payload: BARE, self: [], answer: OURS, dropped: [] }],
  ['sender', { marker: 'none', payload: BARE, self: ['cascade[bot]'], answer: OURS, dropped: [] }],
  ['commit', { marker: 'none', payload: TELLING, self: [], answer: { decision: 'enqueue' }, dropped: ['core', 'app'] }],
] as const;

test.each(CASES)(
  'a dispatch of ours by an event that starts cascades starts none when GitHub tells of it: it is known by its %s',
  async (by, { marker, payload, self, answer, dropped }) => {
    const build = recipe({ marker, dispatch: { type: 'repository_dispatch', eventType: 'build-chain', payload } });
    const name = `returned-${by.replaceAll(/\W+/g, '-')}`;
    const described = chain([repository('core', { build }), repository('app', { needs: ['core'], build })], {
      name,
      triggers: triggers({ dispatches: STANDARD_DISPATCHES }),
    });
    const cascade = await startCascade(described, { webhooks: false, github: asApp, scenario: { app: app() } });
    const { simulator } = cascade;
    const api = await startAnsweringApi(cascade, { self });
    const told = () => api.answered().filter(({ event }) => event === 'repository_dispatch');

    const { sha } = await simulator.push('acme/core', { login: 'alice' });
    expect(statuses(await endOf(cascade, 1))).toEqual({ core: 'succeeded', app: 'succeeded' });
    await simulator.when(() => told().length >= 2);
    await untilQuiet(cascade);
    expect(told()).toMatchObject(
      ['core', 'app'].map((alias) => {
        return { repository: `acme/${alias}`, action: 'build-chain', status: 202, decisions: [answer] };
      }),
    );
    const { decisions } = await queueOf(cascade);
    const droppedThere = decisions.filter(({ became }) => became === 'dropped');
    expect(droppedThere.map(({ what }) => what.replace(/@.*/, ''))).toEqual(dropped);
    expect(await startedBy(cascade)).toEqual([`${name}/cascade/core/${sha.slice(0, 7)}`]);
    expect(simulator.runs().map(({ repository: of }) => of)).toEqual(['acme/core', 'acme/app']);
    expect(simulator.violations()).toEqual([]);
  },
);
