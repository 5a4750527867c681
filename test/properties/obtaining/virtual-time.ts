/** Something that goes on in virtual time: it yields what it waits for. */
export type Process<T> = Generator<Wait, T, void>;

/** Until a time comes (milliseconds since the epoch), or something is true before it. */
interface Wait {
  readonly until: number;
  readonly or: () => boolean;
}

/** What was started, and can be stopped where it stands. */
export interface Task {
  readonly process: Process<void>;
  wait: Wait;
}

/** More steps than any story that comes to an end takes. */
const STEPS = 20_000;

/** A clock that jumps from one event to the next, and runs what waits for them: a story of hours takes a millisecond. */
export class VirtualTime {
  readonly #tasks = new Set<Task>();
  now: number;

  constructor(start: number) {
    this.now = start;
  }

  start(process: Process<void>): Task {
    const task: Task = { process, wait: { until: this.now, or: NEVER } };
    this.#tasks.add(task);
    return task;
  }

  /** It never goes on, and nothing of it is tidied up: so dies a process, and a workflow that is reset. */
  stop(task: Task): void {
    this.#tasks.delete(task);
  }

  /** Until nothing can happen any more. Says whether it came to that. */
  run(): boolean {
    for (let step = 0; step < STEPS; step += 1) {
      const task = this.#next();
      if (task === null) return true;
      if (!task.wait.or()) this.now = Math.max(this.now, task.wait.until);
      const { done, value } = task.process.next();
      if (done === true) this.#tasks.delete(task);
      else task.wait = value;
    }
    return false;
  }

  #next(): Task | null {
    let first: Task | null = null;
    for (const task of this.#tasks) {
      if (task.wait.or()) return task;
      if (task.wait.until < (first?.wait.until ?? Infinity)) first = task;
    }
    return first;
  }

  /** Lets so many milliseconds pass. */
  *pass(milliseconds: number): Process<void> {
    yield { until: this.now + milliseconds, or: NEVER };
  }

  /** Waits until something is true, or a time has come; says whether it is true. */
  *until(or: () => boolean, time = Infinity): Process<boolean> {
    if (or()) return true;
    yield { until: time, or };
    return or();
  }
}

const NEVER = () => false;
