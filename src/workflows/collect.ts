import type { Collected } from '../activities/collect-files.ts';
import {
  assess,
  type Assessment,
  type CollectedMember,
  type CollectedSource,
  expiredArtifact,
} from '../domain/release/assess.ts';
import type { MemberOutputs, PublishOrder } from '../domain/release/publish-order.ts';
import type { StoredSource } from '../domain/release/release-file.ts';
import {
  artifactSources,
  assetSources,
  earlierReleases,
  extraAssets,
  type MemberSources,
  ownReleases,
} from '../domain/release/sources.ts';
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
  const own = await ownAssets(order, outputs);
  const earlier = await earlierAssets(order, outputs);
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
    extra: [...artifacts.extra, ...own.extra],
  };
}

/** What is taken from releases that the repository's own actions workflow made. */
async function ownAssets(order: PublishOrder, outputs: MemberOutputs): Promise<Omit<MemberSources, 'rebuilt'>> {
  const { alias, owner, name } = outputs;
  const { listReleaseFiles } = githubActivities(order.timings, owner);
  const found = [];
  for (const { tag, wanted } of ownReleases(outputs)) {
    const release = await listReleaseFiles({ owner, name, tag, before: order.tag });
    found.push({ ...assetSources(alias, wanted, release), extra: extraAssets(order.outputs, release) });
  }
  return {
    files: found.flatMap(({ files }) => files),
    missing: found.flatMap(({ missing }) => missing),
    extra: found.flatMap(({ extra }) => extra),
  };
}

/** What is taken over from releases of the chain. */
async function earlierAssets(order: PublishOrder, outputs: MemberOutputs) {
  const { owner, name, tag: before } = order;
  const { listReleaseFiles } = githubActivities(order.timings, owner);
  const found = [];
  for (const { tag, wanted } of earlierReleases(outputs)) {
    found.push(assetSources(outputs.alias, wanted, await listReleaseFiles({ owner, name, tag, before })));
  }
  return { files: found.flatMap(({ files }) => files), missing: found.flatMap(({ missing }) => missing) };
}

async function fetchOne(order: PublishOrder, from: StoredSource): Promise<CollectedSource> {
  if (from.type === 'artifact' && from.artifact.expired) return expiredArtifact(from);
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
