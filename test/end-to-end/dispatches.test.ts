import { expect, test } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { app, asApp } from '../github/support/app.ts';
import { unpaced } from '../github/support/simulated.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { queueOf, untilQueue, untilQuiet } from '../support/queues.ts';

/** An event of the organisation's own, which calls things by other names than the standard ones. */
const OWN = {
  eventType: 'component-ready',
  names: { library: 'core' },
  builds: 'named',
  repositoryFields: ['component'],
  commitFields: ['revision'],
  refFields: ['branch'],
  line: null,
} as const;

const CHAIN = chain([repository('core'), repository('app', { needs: ['core'] }), repository('tool')], {
  name: 'told',
  queue: { trains: 1, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} },
  triggers: triggers({ dispatches: [OWN, ...STANDARD_DISPATCHES] }),
});

const ALL = ['core', 'app', 'tool'];

/** What is sent to which repository, and what is built by it, on which line. */
const CASES = [
  ['build-chain', 'core', {}, ['core', 'app'], null],
  ['build-chain', 'app', { triggered_by: 'website', version: 'main' }, ['app'], null],
  ['upstream-changed', 'app', { source: 'rust' }, ['app'], null],
  ['develop-chain', 'core', { version: '1.5.0-dev.3' }, ['core', 'app'], 'develop'],
  ['build_core', 'tool', { triggered_by: 'somebody' }, ['core', 'app'], null],
  ['build_all', 'tool', { nightly: true }, ALL, null],
  ['component-ready', 'tool', { component: 'Library', branch: 'main' }, ['core', 'app'], null],
] as const;

test(
  'each event by which repositories start each other builds what it should, and others start nothing',
  { timeout: 180_000 },
  async () => {
    const cascade = await startCascade(CHAIN, { webhooks: 'all', github: asApp, scenario: { app: app() } });
    const { simulator, client } = cascade;
    const github = unpaced(simulator.url, { credentials: { type: 'token', token: 'a-token-of-the-tests' } });
    const send = (eventType: string, name: string, payload: object) =>
      github.dispatch(
        { owner: 'acme', name, type: 'repository_dispatch', eventType, payload: { ...payload } },
        Date.now() + 30_000,
      );
    const started = async () => {
      const { decisions } = await queueOf(cascade);
      return decisions.flatMap(({ what, became }) => (became === 'started' ? [what] : []));
    };

    for (const [index, [eventType, to, payload, builds, line]] of CASES.entries()) {
      await send(eventType, to, payload);
      await untilQueue(cascade, ({ decisions }) => {
        expect(decisions.filter(({ became }) => became === 'started')).toHaveLength(index + 1);
      });
      const handle = client.workflow.getHandle((await started()).at(-1) ?? '');
      const view = (await handle.result()) as TrainView;
      const built = view.builds.flatMap(({ alias, status }) => (status === 'succeeded' ? [alias] : []));
      expect([eventType, view.state, built.sort()]).toEqual([eventType, 'succeeded', [...builds].sort()]);
      const [input] = await inputOf(handle);
      expect(input).toMatchObject(line === null ? { chain: 'told' } : { line });
      await untilQuiet(cascade);
    }

    const heard = () => simulator.deliveries().filter(({ action, status }) => action === 'deploy' && status === 202);
    await send('deploy', 'core', {});
    await simulator.when(() => heard().length === 1);
    await untilQuiet(cascade);
    expect(await started()).toHaveLength(CASES.length);
    expect(simulator.violations()).toEqual([]);

    async function inputOf({ workflowId }: { readonly workflowId: string }): Promise<readonly unknown[]> {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
      return payloads.map(({ data }) => JSON.parse(Buffer.from(data ?? []).toString()) as unknown);
    }
  },
);
