import type { Collected } from '../activities/collect-files.ts';
import { assess, type Assessment, type CollectedMember, type CollectedSource } from '../domain/release/assess.ts';
import type { MemberOutputs, PublishOrder } from '../domain/release/publish-order.ts';
import type { StoredSource } from '../domain/release/release-file.ts';
import { artifactSources, assetSources } from '../domain/release/sources.ts';
import { githubActivities, transferActivities } from './activities.ts';

/** Sources fetched at once; what counts is the disk, and GitHub's patience. */
const COLLECTED_AT_ONCE = 4;

/** Fetches everything that the release shall contain, and holds it against all that was said of it. */
export async function collect(order: PublishOrder): Promise<Assessment> {
  const fetch = limited(COLLECTED_AT_ONCE, (from: StoredSource) => fetchOne(order, from));
  const members = await Promise.all(order.outputs.map((outputs) => collectMember(order, outputs, fetch)));
  return assess(members, order.policy.checks);
}

type Fetch = (from: StoredSource) => Promise<CollectedSource>;

async function collectMember(order: PublishOrder, outputs: MemberOutputs, fetch: Fetch): Promise<CollectedMember> {
  const artifacts = artifactSources(outputs);
  const own = await assetsOf(order, outputs, 'release-asset');
  const earlier = await assetsOf(order, outputs, 'earlier-release');
  const again = order.policy.checks.rebuilds === 'off' ? [] : artifacts.rebuilt;
  // Waited for together: a failure of either must find somebody who listens.
  const [collected, seconds] = await Promise.all([
    Promise.all([...artifacts.files, ...own.files, ...earlier.files].map(fetch)),
    Promise.all(again.map(({ second }) => fetch(second))),
  ]);
  return {
    alias: outputs.alias,
    collected,
    rebuilt: artifacts.rebuilt.flatMap(({ first, second }, index) => {
      const [source, one, other] = [artifacts.files[first], collected[first], seconds[index]];
      if (source?.type !== 'artifact' || one === undefined || other === undefined) return [];
      const pair = { artifact: source.artifact.name, from: one };
      return [{ first: pair, second: { artifact: second.artifact.name, from: other } }];
    }),
    missing: [...artifacts.missing, ...own.missing, ...earlier.missing],
    extra: artifacts.extra,
  };
}

async function assetsOf(order: PublishOrder, outputs: MemberOutputs, origin: 'release-asset' | 'earlier-release') {
  if (!outputs.expected.some(({ source }) => source === origin)) return { files: [], missing: [] };
  const place = origin === 'release-asset' ? outputs : order;
  const { listReleaseFiles } = githubActivities(order.timings, place.owner);
  const { owner, name } = place;
  const tag = origin === 'release-asset' ? outputs.tag : null;
  return assetSources(outputs, origin, await listReleaseFiles({ owner, name, tag, before: order.tag }));
}

async function fetchOne(order: PublishOrder, from: StoredSource): Promise<CollectedSource> {
  const { collectFiles } = transferActivities(order.timings);
  const { train, policy } = order;
  const summary = from.type === 'artifact' ? from.artifact.name : from.asset.name;
  const input = { train, from, digests: policy.checks.digests };
  const collected: Collected = await collectFiles.executeWithOptions({ summary }, [input]);
  return { ...collected, files: collected.files.map((file) => ({ ...file, from })) };
}

/** Calls the function for as many at once; the others wait in the order in which they were asked for. */
function limited<T, R>(atOnce: number, call: (item: T) => Promise<R>): (item: T) => Promise<R> {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (item) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await call(item);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
