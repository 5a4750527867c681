import { z } from 'zod';
import { Duration, Fields, Kinds, Marker, Text, WorkflowFile } from './schema-values.ts';

const VariableName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of a variable of the environment, such as CHAT_URL');

/** Somebody who is told over HTTP. */
export const Webhook = z.strictObject({
  format: z
    .enum(['cascade', 'slack'])
    .exactOptional()
    .describe('cascade: all that is known, as JSON. slack: a sentence for a chat. Default: cascade'),
  url_from: VariableName.describe('Variable of the environment with the address.'),
  secret_from: VariableName.exactOptional().describe(
    'Variable with the secret that signs what is sent. Without it nothing is signed.',
  ),
  on: z
    .array(z.enum(['settled', 'person-needed']))
    .min(1)
    .exactOptional()
    .describe('What is told: that a train ended, that it waits for somebody. Default: settled, person-needed'),
  kinds: Kinds.exactOptional().describe('Of which trains. Default: release, nightly, cascade'),
  required: z
    .boolean()
    .exactOptional()
    .describe('Whether a train fails where this cannot be delivered. Default: false'),
});
export type Webhook = z.infer<typeof Webhook>;

/** Who is told what, beside those who look. */
export const Tells = z.strictObject({
  statuses: z
    .boolean()
    .exactOptional()
    .describe('Whether each commit that is built gets a commit status. Default: false'),
  webhooks: z.array(Webhook).exactOptional().describe('Addresses that are told.'),
  issue: Text.exactOptional().describe(
    'Where one issue stays open while the chain is broken: an alias, or owner/name. Default: nowhere',
  ),
});

const Answer = z.strictObject({
  workflow: WorkflowFile.describe('The actions workflow that deploys.'),
  marker: Marker.exactOptional().describe(
    'What it does with our field "cascade": shown in its run-name, taken but not shown, or none, and it is not sent. Default: shown',
  ),
  timeout: Duration.exactOptional().describe('How long it may take once it has a runner. Default: 1h'),
});

/** The signal to deploy what a repository's build made. */
export const Deploy = z.strictObject({
  on: Kinds.exactOptional().describe(
    'Trains that send it: a release or nightly once it is published, a cascade once all is built. Default: release',
  ),
  to: Text.exactOptional().describe('Who receives it: an alias, or owner/name. Default: the repository itself'),
  event: Text.max(100).exactOptional().describe('Type of the repository_dispatch. Default: deploy'),
  payload: Fields.exactOptional().describe(
    "Its fields; values may hold {tag}, {image} and the placeholders of builds. Default: tag: '{version}' and, where it has images, image: '{image}'",
  ),
  answer: Answer.exactOptional().describe('The actions run that is awaited. Default: none'),
  required: z
    .boolean()
    .exactOptional()
    .describe('Whether the train fails where the signal cannot be sent, or its answer is no success. Default: false'),
});
export type Deploy = z.infer<typeof Deploy>;
