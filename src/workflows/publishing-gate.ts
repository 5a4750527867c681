import {
  ApplicationFailure,
  condition,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { PublishOrder } from '../domain/release/publish-order.ts';
import { draftReady, publishingWord } from './messages.ts';

interface Word {
  readonly word: 'go' | 'stop';
  readonly why: string;
}

/**
 * Tells the train that everything is in the draft of that page, and waits until its gates let it be published, however long
 * that takes. Fails with their reason where they don't; the draft stays.
 */
export async function passGates({ train }: PublishOrder, page: string): Promise<void> {
  const said: Word[] = [];
  setHandler(publishingWord, (word, why) => {
    said.push({ word, why });
  });
  setCurrentDetails(`everything is in the draft, ${page}; waits for the gates before publishing`);
  await getExternalWorkflowHandle(train).signal(draftReady, page);
  await condition(() => said.length > 0);
  const refused = said.find(({ word }) => word === 'stop');
  if (refused === undefined) return;
  throw ApplicationFailure.create({
    message: `Nothing was published: ${refused.why}. The draft is left as it is: ${page}`,
    type: 'PublishFailed',
    nonRetryable: true,
  });
}
