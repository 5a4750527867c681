import { activityInfo } from '@temporalio/activity';
import type { AdmissionAsk } from '../domain/queue/admission.ts';
import type { Dependencies } from './dependencies.ts';

/** Asks the queue of a chain for a place; the answer comes by signal. */
export function askAdmission({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function askAdmission(chain: string, ask: AdmissionAsk): Promise<void> {
    await admissions.ask(chain, ask, activityInfo().taskQueue);
  };
}
