import type { Delivery } from '../../../simulator/records.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import { fullName } from '../../domain/chain.ts';
import { releaseTrainId } from '../../domain/ids.ts';
import { assertNever } from '../../domain/exhaustive.ts';
import type { Script } from './script.ts';

/** Who acts: a person of the simulated organisation. */
const PERSON = 'ada';

/** What the person did. */
export interface Act {
  /** A sentence for whoever watches. */
  readonly told: string;
  /** The train that it must start; `null` where the queue of the chain starts and names it. */
  readonly train: string | null;
}

/** A person publishes a release, or pushes a commit, and GitHub tells Cascade. Throws where Cascade does not take the news. */
export async function act(simulator: Simulator, { chain, source, request }: Script): Promise<Act> {
  const repository = fullName(source);
  switch (request.kind) {
    case 'release': {
      const { version: tag } = request;
      await simulator.publishRelease(repository, { tag, name: `${source.name} ${tag}`, login: PERSON });
      await untilTaken(simulator, ({ event, action }) => event === 'release' && action === 'published');
      return { told: `@${PERSON} publishes ${tag} in ${repository}`, train: releaseTrainId(chain.name, tag) };
    }
    case 'cascade': {
      const { sha } = await simulator.push(repository, { message: 'Mend what was broken', login: PERSON });
      await untilTaken(simulator, ({ event }) => event === 'push');
      return { told: `@${PERSON} pushes ${sha.slice(0, 7)} to ${repository}`, train: null };
    }
    default:
      return assertNever(request);
  }
}

async function untilTaken(simulator: Simulator, isMeant: (delivery: Delivery) => boolean): Promise<void> {
  await simulator.when(() => simulator.deliveries().some((delivery) => isMeant(delivery) && delivery.status !== 0));
  const { status = 0, url = '' } = simulator.deliveries().find(isMeant) ?? {};
  if (status < 200 || status > 299)
    throw new Error(`${url} answered the webhook with ${status}; a train was not started`);
}
