import type { Itinerary } from '../domain/orders.ts';
import { commitStatuses } from '../domain/telling/commit-statuses.ts';
import { issueOrder, noticesOf, type TellingOrder } from '../domain/telling/telling-order.ts';
import { needsPerson } from '../domain/telling/needs-person.ts';
import type { TrainView } from '../domain/train-view.ts';
import { StatusBoard } from './status-board.ts';
import { tellOthers } from './tell-others.ts';

/** Tells others of a train as it goes. Nothing that goes wrong with it holds or fails the train. */
export class Herald {
  readonly #itinerary: Itinerary;
  readonly #board: StatusBoard;
  #told = 0;
  #neededPerson = false;
  #telling: Promise<void> = Promise.resolve();

  constructor(itinerary: Itinerary) {
    this.#itinerary = itinerary;
    this.#board = new StatusBoard(itinerary.train, itinerary.chain.name, itinerary.timings);
  }

  /** Something about the train may have changed. */
  see(view: TrainView): void {
    if (this.#saysOfCommits()) this.#board.show(commitStatuses(this.#itinerary, view));
    const isNeeded = needsPerson(view);
    const isNews = isNeeded && !this.#neededPerson;
    this.#neededPerson = isNeeded;
    if (!isNews) return;
    const notices = noticesOf(this.#itinerary, 'person-needed', view, this.#told);
    this.#telling = this.#tell({ notices, statuses: [], issue: null });
  }

  /** The train has settled; what is left to tell goes on without it. */
  async settled(view: TrainView): Promise<void> {
    await this.#telling;
    const statuses = this.#saysOfCommits() ? commitStatuses(this.#itinerary, view) : [];
    await this.#tell({
      statuses: await this.#board.close(statuses),
      notices: noticesOf(this.#itinerary, 'settled', view, this.#told),
      issue: issueOrder(this.#itinerary, view),
    });
  }

  #saysOfCommits(): boolean {
    return this.#itinerary.chain.tells.statuses;
  }

  async #tell(news: Pick<TellingOrder, 'statuses' | 'notices' | 'issue'>): Promise<void> {
    if (news.statuses.length === 0 && news.notices.length === 0 && news.issue === null) return;
    const { train, chain, timings } = this.#itinerary;
    this.#told += 1;
    await tellOthers({ train, chain: chain.name, timings, ...news }, this.#told);
  }
}
