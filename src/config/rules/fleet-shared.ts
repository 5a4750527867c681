import { ACTION_PINS } from '../../domain/fleet/action-pins.ts';
import { REUSABLE_INPUTS } from '../../domain/fleet/reusable.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from './rule.ts';

const PLAIN_PATH = /^(?:\/[A-Za-z0-9._-]+)+$/;
/** Folders that hold a system, or people's own things. */
const NOT_OURS = /^\/(?:bin|boot|dev|etc|lib|lib64|proc|root|run|sbin|sys|usr|(?:home|Users)\/[^/]+)$/;

/** Clean-up deletes: so the cache has a folder that can hold nothing else. */
export const fleetCacheRoot: Rule = {
  name: 'fleet-cache-root',
  check: ({ fleet }) => {
    const root = fleet?.cache?.root;
    const wrong = root === undefined ? null : wrongRoot(root);
    return wrong === null ? [] : [{ path: ['fleet', 'cache', 'root'], message: `the root "${root ?? ''}" ${wrong}` }];
  },
};

function wrongRoot(root: string): string | null {
  if (!root.startsWith('/')) return 'must be an absolute path, such as /var/cache/cascade';
  if (root.split('/').some((part) => part === '..' || part === '.')) return 'must be written without . and ..';
  const plain = root.replace(/\/+$/, '');
  if (plain === '') return 'is the whole disk; name a folder that holds nothing else, such as /var/cache/cascade';
  if (!PLAIN_PATH.test(plain))
    return 'must be of letters, digits, dots, hyphens and underscores between single slashes';
  if (NOT_OURS.test(plain))
    return 'holds other things; name a folder that holds nothing else, such as /var/cache/cascade';
  return plain.split('/').length > 2
    ? null
    : 'is at the top of the disk; name a folder below it, such as /var/cache/cascade';
}

/** A pin is of an action that is used. */
export const fleetPins: Rule = {
  name: 'fleet-pins',
  check: ({ fleet }) => {
    const known = Object.keys(ACTION_PINS);
    return Object.keys(fleet?.pins ?? {})
      .filter((action) => !known.includes(action))
      .map((action) => ({
        path: ['fleet', 'pins', action],
        message: `no generated file uses ${action}${didYouMean(action, known) || `; used are ${known.join(', ')}`}`,
        key: true as const,
      }));
  },
};

/** An override replaces something. */
export const fleetOverrides: Rule = {
  name: 'fleet-overrides',
  check: ({ fleet }) => {
    const known = Object.keys(REUSABLE_INPUTS);
    return Object.keys(fleet?.overrides ?? {})
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: ['fleet', 'overrides', name],
        message: `there is no reusable actions workflow "${name}"${didYouMean(name, known) || `; there are ${known.join(', ')}`}`,
        key: true as const,
      }));
  },
};
