import type { JobScenario } from './scenario.ts';
import type { Behaviour } from './scenario-behaviours.ts';

/** A job as one attempt will run it. */
export interface JobPlan extends JobScenario {
  readonly conclusion: string;
  readonly held: boolean;
  /** The environment that a person must approve its deployment to. */
  readonly environment: string | undefined;
}

/** The scenario's behaviours and how often each still applies. */
export class Behaviours {
  readonly #left: { behaviour: Behaviour; times: number }[];
  readonly #holding = new Map<string, (() => void)[]>();
  readonly #released = new Set<string>();

  constructor(behaviours: readonly Behaviour[]) {
    this.#left = behaviours.map((behaviour) => ({ behaviour, times: behaviour.times ?? Infinity }));
  }

  /** How an attempt's jobs will go: uses up one time of every behaviour that applies to it. */
  plan(repository: string, path: string, jobs: readonly JobScenario[]): JobPlan[] {
    const applied = this.#use(repository, path, (behaviour) => jobs.some((job) => applies(behaviour, job)));
    return jobs.map((job) =>
      planJob(
        job,
        applied.filter((behaviour) => applies(behaviour, job)),
      ),
    );
  }

  /** The conclusion with which an attempt ends at once: uses up one time of the behaviours that say so. */
  ended(repository: string, path: string): string | undefined {
    const [end] = this.#use(repository, path, ({ kind }) => kind === 'end');
    return end?.kind === 'end' ? end.conclusion : undefined;
  }

  /** How many runs a dispatch starts of an actions workflow: uses up one time of every behaviour that says so. */
  dispatched(repository: string, path: string): number {
    const applied = this.#use(repository, path, ({ kind }) => kind === 'duplicate' || kind === 'swallow');
    if (applied.some(({ kind }) => kind === 'swallow')) return 0;
    return applied.reduce((runs, behaviour) => runs + (behaviour.kind === 'duplicate' ? behaviour.copies : 0), 1);
  }

  /** A repository has another name: what was said of it goes on. */
  renamed(from: string, to: string): void {
    for (const entry of this.#left) {
      if (isSame(entry.behaviour.repository, from)) entry.behaviour = { ...entry.behaviour, repository: to };
    }
    const held = this.#holding.get(from.toLowerCase()) ?? [];
    this.#holding.delete(from.toLowerCase());
    this.#holding.set(to.toLowerCase(), held);
    if (this.#released.delete(from.toLowerCase())) this.#released.add(to.toLowerCase());
  }

  /** Calls `then` once the repository is released, at once if it was: the job may have waited in a queue meanwhile. */
  hold(repository: string, then: () => void): void {
    const key = repository.toLowerCase();
    if (this.#released.has(key)) then();
    else this.#holding.set(key, [...(this.#holding.get(key) ?? []), then]);
  }

  /** Ends all holds of the repository: the jobs that are held go on, and later ones aren't held. */
  release(repository: string): void {
    const key = repository.toLowerCase();
    for (const entry of this.#left) {
      if (entry.behaviour.kind === 'hold' && entry.behaviour.repository.toLowerCase() === key) entry.times = 0;
    }
    this.#released.add(key);
    const held = this.#holding.get(key) ?? [];
    this.#holding.delete(key);
    for (const goOn of held) goOn();
  }

  /** Those that apply to an actions workflow now, each used up by one. */
  #use(repository: string, path: string, applies: (behaviour: Behaviour) => boolean): Behaviour[] {
    const used = this.#left.filter(
      ({ behaviour, times }) =>
        times > 0 &&
        isSame(behaviour.repository, repository) &&
        (behaviour.workflow ?? path) === path &&
        applies(behaviour),
    );
    for (const entry of used) entry.times -= 1;
    return used.map(({ behaviour }) => behaviour);
  }
}

/** GitHub doesn't care about case in names. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A behaviour without a job is about those that nothing else is needed for: what follows from them follows by itself. */
function applies(behaviour: Behaviour, job: JobScenario): boolean {
  switch (behaviour.kind) {
    case 'conclude':
    case 'hold':
    case 'approval':
      return behaviour.job === undefined ? (job.needs ?? []).length === 0 : behaviour.job === job.name;
    case 'end':
    case 'duplicate':
    case 'swallow':
      return false;
  }
}

function planJob(job: JobScenario, behaviours: readonly Behaviour[]): JobPlan {
  const conclude = behaviours.find((behaviour) => behaviour.kind === 'conclude');
  const approval = behaviours.find((behaviour) => behaviour.kind === 'approval');
  return {
    ...job,
    conclusion: conclude?.conclusion ?? job.conclusion ?? 'success',
    held: behaviours.some((behaviour) => behaviour.kind === 'hold'),
    environment: approval?.environment,
  };
}
