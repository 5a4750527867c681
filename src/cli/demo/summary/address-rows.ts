import type { Engine } from '../../../app/engine.ts';
import { uiAddress } from '../../../engine/trains/ui-address.ts';
import type { Cell } from '../../render/columns.ts';
import type { Outcome } from '../outcome.ts';

/** Where the train and its release can be looked at. */
export function addressRows({ report, releases }: Outcome, { target, uiUrl }: Engine): readonly (readonly Cell[])[] {
  const train = uiUrl === null ? [] : [row('train', uiAddress(uiUrl, target.namespace, report.train))];
  return [...train, ...releases.map(({ url }) => row('release', url))];
}

function row(what: string, address: string): readonly Cell[] {
  return [{ text: what }, { text: address }];
}
