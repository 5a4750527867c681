import { activityInfo } from '@temporalio/activity';
import type { AdmissionAsk, QueueWord } from '../domain/queue/admission.ts';
import type { Dependencies } from './dependencies.ts';

/** Asks the queue of a chain for a place; the answer comes by signal. */
export function askAdmission({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function askAdmission(chain: string, ask: AdmissionAsk): Promise<void> {
    await admissions.ask(chain, ask, activityInfo().taskQueue);
  };
}

/** Tells the queue of a chain what it wasn't there to hear; it is started for that. */
export function tellQueue({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function tellQueue(chain: string, word: QueueWord): Promise<void> {
    await admissions.tell(chain, word, activityInfo().taskQueue);
  };
}
