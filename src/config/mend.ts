import { formatPath, type Finding, type Path } from './problem.ts';

const SOMEWHERE = 'unknown/unknown';
const SOME_PIN = { commit: '0'.repeat(40), version: 'unknown' };

/** What stands in for an ill-written part that cannot simply be left out. */
const STAND_INS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['chain', 'unknown'],
  ['release', { publish_in: SOMEWHERE }],
  ['fleet', { ci: SOMEWHERE, actions: SOME_PIN, workflows: SOME_PIN }],
]);

/** Parts that may be left out without making anything else look wrong. */
const OPTIONAL: ReadonlySet<string> = new Set([
  ...['poll', 'poll_with_webhooks', 'limits', 'triggers', 'queue', 'gates', 'tells'],
  ...['title', 'checks', 'files', 'signing', 'tags', 'notes', 'versions'].map((key) => `release.${key}`),
  ...['runs_on', 'branches', 'events', 'pins', 'cache', 'overrides'].map((key) => `fleet.${key}`),
]);

/**
 * The data without what the shape findings are about, so that the rules can look at all the rest and everything
 * wrong is said at once; `null` where too much else hangs on an ill-written part. `left` are the paths that were left out.
 */
export function mend(
  data: unknown,
  findings: readonly Finding[],
): { readonly data: unknown; readonly left: readonly Path[] } | null {
  const mended = structuredClone(data);
  const left: Path[] = [];
  for (const { path, key } of findings) {
    const part = key === true ? path : partOf(path);
    if (part === null) return null;
    put(mended, part, key === true ? undefined : standIn(part));
    left.push(part);
  }
  return { data: mended, left };
}

/** The part to leave out for something wrong at a path: a field of a repository, of the release, or of the chain. */
function partOf(path: Path): Path | null {
  if (path[0] === 'repositories' && path.length > 1) return path.slice(0, 3);
  const parts = [path.slice(0, 2), path.slice(0, 1)];
  return parts.find((part) => OPTIONAL.has(formatPath(part)) || STAND_INS.has(formatPath(part))) ?? null;
}

function standIn(part: Path): unknown {
  if (part[0] !== 'repositories') return STAND_INS.get(formatPath(part));
  if (part.length === 2) return { repository: SOMEWHERE };
  if (part[2] === 'repository') return SOMEWHERE;
  // A gate may stand before it.
  return part[2] === 'deploy' ? {} : undefined;
}

function put(data: unknown, path: Path, value: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, segment) => (isObject(at) ? Reflect.get(at, segment) : null), data);
  const last = path.at(-1);
  if (!isObject(parent) || last === undefined) return;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
