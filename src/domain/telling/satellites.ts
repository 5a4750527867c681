import { sameRepository } from '../build-place.ts';
import { type Chain, fullName, repositoryOf } from '../chain.ts';
import { tellAlias } from '../ids.ts';
import { type Itinerary, valuesFor } from '../orders.ts';
import type { UnderwayTrain } from '../train-state.ts';
import type { SignalOrder } from './follow-up-order.ts';
import { shortDigest } from '../digest.ts';
import { wasBuilt } from './was-built.ts';

/** The event that tells a repository that something it lives on has changed. */
export const UPSTREAM_CHANGED = 'upstream-changed';

interface Place {
  readonly owner: string;
  readonly name: string;
}

/** Who is told after success: each repository once, with all that it is told of, in the order of the builds. */
export function satelliteSignals(itinerary: Itinerary, state: UnderwayTrain): readonly SignalOrder[] {
  const { chain, plan } = itinerary;
  const told = plan.builds.flatMap(({ alias }) => {
    const build = state.builds[alias];
    const notifies = build !== undefined && wasBuilt(build) ? (repositoryOf(chain, alias)?.notifies ?? []) : [];
    return notifies.map((reference) => ({ source: alias, place: placeOf(chain, reference) }));
  });
  const news = told.filter(({ place }) => !isBuilt(itinerary, place));
  const byPlace = Map.groupBy(news, ({ place }) => fullName(place).toLowerCase());
  return [...byPlace.values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [signalTo(itinerary, first.place, new Set(all.map(({ source }) => source)))];
  });
}

function placeOf(chain: Chain, reference: string): Place {
  const [owner = '', name = ''] = reference.split('/');
  return repositoryOf(chain, reference) ?? { owner, name };
}

/** What the train built itself knows already. */
function isBuilt({ chain, plan }: Itinerary, place: Place): boolean {
  return plan.builds.some(({ alias, work }) => {
    const repository = repositoryOf(chain, alias);
    return work !== 'nothing' && repository !== undefined && sameRepository(repository, place);
  });
}

function signalTo(itinerary: Itinerary, { owner, name }: Place, sources: ReadonlySet<string>): SignalOrder {
  const { chain, train, pins, version, digest } = itinerary;
  const commits = [...sources].map((alias) => pins.find((pin) => pin.alias === alias)?.commit ?? '');
  const [first = ''] = sources;
  const source = repositoryOf(chain, first);
  const payload = {
    source: [...sources].join(','),
    version: version ?? (source === undefined ? '' : valuesFor(itinerary, source).version),
    sha: commits.join(','),
    train,
  };
  return {
    alias: tellAlias(owner, name),
    what: `${UPSTREAM_CHANGED} to ${owner}/${name}`,
    place: { owner, name },
    eventType: UPSTREAM_CHANGED,
    payload,
    commit: commits[0] ?? '',
    digest: shortDigest(JSON.stringify([digest, Object.entries(payload)])),
    isMarked: true,
    image: null,
    answer: null,
    required: false,
  };
}
