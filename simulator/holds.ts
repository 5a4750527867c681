import type { RequestPoint } from './scenario-faults.ts';
import type { Answer } from './server/answer.ts';
import { connectionReset } from './server/answer.ts';

/** One request that is held before it is carried out. `execute` and `release` resolve when it was carried out. */
export interface HeldRequest {
  /** Resolves when the request is there, whole, and waits. */
  readonly reached: Promise<void>;
  /** Forgets the request and closes its connection. */
  drop(): void;
  /** Carries the request out and closes its connection without an answer. */
  execute(): Promise<void>;
  /** Carries the request out and answers it. */
  release(): Promise<void>;
}

/** A request as points tell requests apart. */
type Countable = Pick<RequestPoint, 'method' | 'pathTemplate'> & { readonly repository?: string };

type Decision = 'drop' | 'execute' | 'release';

/** What a request goes through that somebody wants to hold. */
class Hold implements HeldRequest {
  readonly #reached = Promise.withResolvers<undefined>();
  readonly #decision = Promise.withResolvers<Decision>();
  readonly #carriedOut = Promise.withResolvers<undefined>();

  readonly reached: Promise<void> = this.#reached.promise;

  drop(): void {
    this.#decision.resolve('drop');
  }

  async execute(): Promise<void> {
    this.#decision.resolve('execute');
    await this.#carriedOut.promise;
  }

  async release(): Promise<void> {
    this.#decision.resolve('release');
    await this.#carriedOut.promise;
  }

  /** The request has come: waits for the decision and does as it says. */
  async pass(carryOut: () => Promise<Answer>): Promise<Answer> {
    this.#reached.resolve(undefined);
    const decision = await this.#decision.promise;
    if (decision === 'drop') return connectionReset;
    const answer = await carryOut();
    this.#carriedOut.resolve(undefined);
    return decision === 'execute' ? connectionReset : answer;
  }
}

/** Counts the requests of each kind from the start of the simulator, and holds those that somebody waits for. */
export class Holds {
  readonly #counts = new Map<string, number>();
  readonly #holds = new Map<string, Hold>();

  /** Holds the request at the point when it comes; throws where it has come already, or is held by somebody else. */
  hold(point: RequestPoint): HeldRequest {
    const { method, pathTemplate, repository, occurrence } = point;
    const kind = kindOf({ method, pathTemplate, ...(repository === null ? {} : { repository }) });
    const seen = this.#counts.get(kind) ?? 0;
    const name = `request ${occurrence} of ${kind}`;
    if (seen >= occurrence) {
      throw new Error(`The simulator can't hold ${name}: there were ${seen} already. Hold it before it can come.`);
    }
    const key = keyOf(kind, occurrence);
    if (this.#holds.has(key)) throw new Error(`The simulator holds ${name} already: use the hold that there is.`);
    const hold = new Hold();
    this.#holds.set(key, hold);
    return hold;
  }

  /** Counts the request; gives its hold, if there is one. */
  meet(request: Countable): Hold | undefined {
    const kind = kindOf(request);
    const occurrence = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, occurrence);
    const key = keyOf(kind, occurrence);
    const hold = this.#holds.get(key);
    this.#holds.delete(key);
    return hold;
  }
}

function kindOf({ method, pathTemplate, repository }: Countable): string {
  return `${method} ${pathTemplate} in ${repository?.toLowerCase() ?? 'no repository'}`;
}

function keyOf(kind: string, occurrence: number): string {
  return `${occurrence} ${kind}`;
}
