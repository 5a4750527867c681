import { z } from 'zod';
import { Count, Duration, Kinds, Text, TextList } from './schema-values.ts';

/** Somebody who may agree: a name alone is known to the API. */
export const Approver = z.union([
  Text,
  z.strictObject({
    name: Text.describe('Name, as the API knows it and as statements are signed with.'),
    key: Text.describe('File with the armoured public key, from where this file is.'),
  }),
]);
export type Approver = z.infer<typeof Approver>;

const Approvers = z.array(Approver).min(1);

const Emergency = z.strictObject({
  approvers: Approvers.describe('Who may open the gate at once, each with a reason.'),
  threshold: Count.describe('How many of them must.'),
});

/** A point that a train passes only when people have agreed. */
export const Gate = z.strictObject({
  name: Text.describe('What commands and pages call it.'),
  before: z.enum(['building', 'publishing', 'deploying']).describe('What waits for it.'),
  kinds: Kinds.exactOptional().describe('Trains that wait at it. Default: release, nightly, cascade'),
  repositories: TextList.min(1)
    .exactOptional()
    .describe('Before building: the aliases that wait, such as those of a layer. Default: all'),
  approvers: Approvers.describe('Names, each alone or with the file of a key.'),
  threshold: Count.describe('How many of them must agree.'),
  wait: Duration.exactOptional().describe('The least time that it stays closed, whoever agrees. Default: 0s'),
  expires: Duration.exactOptional().describe('How long it waits before the train fails. Without it there is no end.'),
  emergency: Emergency.exactOptional().describe('Another way through, without the least time. Default: none'),
});
export type Gate = z.infer<typeof Gate>;
