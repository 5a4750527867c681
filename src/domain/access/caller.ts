import type { Actor } from '../trigger.ts';
import { type Scope, SCOPES } from './scope.ts';

/** Who calls the API: the holder of a token, by its name, or a program on the machine of an API that has no tokens. */
export interface Caller {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly via: 'token' | 'loopback';
}

/** Without tokens, whoever is on the machine may do everything; no token can have a name with blanks in it. */
export const SOMEBODY_HERE: Caller = { name: 'somebody on this machine', scopes: SCOPES, via: 'loopback' };

/** The caller as trains and the audit trail name them. */
export function actorOf({ name }: Caller): Actor {
  return { type: 'person', name };
}
