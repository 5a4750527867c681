import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { publishId } from '../../domain/ids.ts';

/** What became of a signature: who signed and how many there are now, or why it isn't taken. */
export interface HandedIn {
  readonly taken: boolean;
  readonly message: string;
}

/** Hands a person's signature to a train that is publishing; `null` where no such train is. */
export async function handInSignature(client: Client, train: string, text: string): Promise<HandedIn | null> {
  try {
    const publishing = client.workflow.getHandle(publishId(train));
    const message = await publishing.executeUpdate<string, [string]>('handInSignature', { args: [text] });
    return { taken: true, message };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    if (error instanceof WorkflowUpdateFailedError) {
      return { taken: false, message: error.cause?.message ?? error.message };
    }
    throw error;
  }
}
