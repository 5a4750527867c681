import { z } from 'zod';
import { Duration, Text, TextList } from './schema-values.ts';

/** When a train of the chain is started by itself. */
export const Schedule = z.strictObject({
  name: Text.describe('What it is called; the ids of its trains hold it.'),
  kind: z.enum(['nightly', 'cascade', 'release']).exactOptional().describe('What is started. Default: nightly'),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day such as 02:00')
    .exactOptional()
    .describe('The time of every day at which it is started. Default: 02:00, where there is no cron'),
  cron: Text.exactOptional().describe('Minute, hour, day of month, month and day of week, instead of at.'),
  time_zone: Text.exactOptional().describe('Where that time is, such as Europe/Vienna. Default: UTC'),
  changed: TextList.min(1).exactOptional().describe('Of a cascade: the aliases from which on it builds.'),
  version: Text.exactOptional().describe('Of a release.'),
  parameters: z.record(z.string(), TextList.min(1)).exactOptional().describe('Values of the parameters. Default: all'),
  overlap: z
    .enum(['skip', 'wait'])
    .exactOptional()
    .describe('A start while the train before it still runs is left out (skip), or follows it (wait). Default: skip'),
  catch_up: Duration.exactOptional().describe('How late a start that was missed is made up for. Default: 1h'),
  paused: z.boolean().exactOptional().describe('Whether it starts nothing for now. Default: false'),
});
export type Schedule = z.infer<typeof Schedule>;
