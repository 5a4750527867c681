import { setTimeout as pause } from 'node:timers/promises';
import { queueId } from '../../src/domain/ids.ts';
import { packArrivals } from '../../src/domain/queue/arrival-batch.ts';
import type { QueueView } from '../../src/domain/queue/queue-view.ts';
import { pushed } from '../support/pushed.ts';
import { startCascadeOf } from '../support/start-trains.ts';
import { type JourneyPlan, SMALL } from './journey-plan.ts';

/** Pushes merge behind a cascade, and the queue starts the next one for them. */
export const CASCADE_OF_MERGED_PUSHES: JourneyPlan = {
  chain: {
    ...SMALL,
    queue: { trains: 1, onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' }, runners: {} },
  },
  options: { scenario: { behaviours: [{ kind: 'hold', repository: 'acme/app' }] } },
  travel: async (cascade) => {
    const { client, simulator, chain } = cascade;
    const first = await startCascadeOf(cascade, 'app');
    await simulator.when(() => simulator.runs('acme/app')[0]?.status === 'in_progress', 120_000);
    const queue = client.workflow.getHandle(queueId(chain.name));
    await queue.signal('arrive', packArrivals([pushed(cascade, 'spec'), pushed(cascade, 'core')]));
    while ((await queue.query<QueueView>('queue')).waiting.length === 0) await pause(50);
    simulator.release('acme/app');
    await first.result();
    const isBusy = ({ running, waiting }: QueueView) => running.length + waiting.length > 0;
    while (isBusy(await queue.query<QueueView>('queue'))) await pause(50);
  },
};
