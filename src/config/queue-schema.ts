import { z } from 'zod';
import { Count, Duration } from './schema-values.ts';

/** How much is under way at once, and how long a broken train waits. */
export const Limits = z.strictObject({
  builds: Count.exactOptional().describe('Builds of a train at once. Default: 4'),
  trains: Count.exactOptional().describe('Trains of the chain at once. Default: 2'),
  runners: z
    .record(z.string(), Count)
    .exactOptional()
    .describe('Builds at once, over all trains, on the runners of a label that repositories name as their runner.'),
  wait_for_person: Duration.exactOptional().describe(
    'How long a train with a failed build waits for somebody to retry or skip it before it fails. Default: 0s',
  ),
});

const OnArrival = z.enum(['merge', 'queue', 'supersede', 'refuse']).exactOptional();

/** What becomes of a train while another of its kind is under way. */
export const Queue = z.strictObject({
  cascade: OnArrival.describe(
    'A cascade goes into the next one (merge), waits its turn (queue), takes the place of those that wait (supersede), or ends at once (refuse). Default: merge',
  ),
  release: OnArrival.describe('A release waits its turn (queue), or ends at once (refuse). Default: queue'),
  nightly: OnArrival.describe(
    'A nightly ends at once (refuse), waits its turn (queue), or takes the place of one that waits (supersede). Default: refuse',
  ),
});
