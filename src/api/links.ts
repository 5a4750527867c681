import { uiAddress } from '../engine/trains/ui-address.ts';
import type { ApiDependencies } from './dependencies.ts';

/** Where this API shows a train: its id, with the slashes in it, is the rest of the path. */
export function trainPath(train: string): string {
  return `/trains/${train.split('/').map(encodeURIComponent).join('/')}`;
}

/** The page of a train in Temporal's web UI; `null` where that is not known. */
export function trainPage({ temporalUi, namespace }: ApiDependencies, train: string): string | null {
  return temporalUi === null ? null : uiAddress(temporalUi, namespace, train);
}
