import type { Behaviour, JobScenario } from './scenario.ts';

/** A job as one attempt will run it. */
export interface JobPlan extends JobScenario {
  readonly conclusion: string;
  readonly held: boolean;
}

/** The scenario's behaviours and how often each still applies. */
export class Behaviours {
  readonly #left: { readonly behaviour: Behaviour; times: number }[];
  readonly #holding = new Map<string, (() => void)[]>();

  constructor(behaviours: readonly Behaviour[]) {
    this.#left = behaviours.map((behaviour) => ({ behaviour, times: behaviour.times ?? Infinity }));
  }

  /** How an attempt's jobs will go: uses up one time of every behaviour that applies to it. */
  plan(repository: string, path: string, jobs: readonly JobScenario[]): JobPlan[] {
    const applied = this.#left.filter(
      ({ behaviour, times }) =>
        times > 0 &&
        behaviour.repository.toLowerCase() === repository.toLowerCase() &&
        (behaviour.workflow ?? path) === path &&
        jobs.some((job) => applies(behaviour, job)),
    );
    for (const entry of applied) entry.times -= 1;
    return jobs.map((job) =>
      planJob(
        job,
        applied.map(({ behaviour }) => behaviour).filter((behaviour) => applies(behaviour, job)),
      ),
    );
  }

  /** Calls `then` once the repository is released. */
  hold(repository: string, then: () => void): void {
    const key = repository.toLowerCase();
    this.#holding.set(key, [...(this.#holding.get(key) ?? []), then]);
  }

  /** Ends all holds of the repository: the jobs that are held go on, and later ones aren't held. */
  release(repository: string): void {
    const key = repository.toLowerCase();
    for (const entry of this.#left) {
      if (entry.behaviour.kind === 'hold' && entry.behaviour.repository.toLowerCase() === key) entry.times = 0;
    }
    const held = this.#holding.get(key) ?? [];
    this.#holding.delete(key);
    for (const goOn of held) goOn();
  }
}

/** A behaviour without a job is about those that nothing else is needed for: what follows from them follows by itself. */
function applies(behaviour: Behaviour, job: JobScenario): boolean {
  return behaviour.job === undefined ? (job.needs ?? []).length === 0 : behaviour.job === job.name;
}

function planJob(job: JobScenario, behaviours: readonly Behaviour[]): JobPlan {
  const conclude = behaviours.find((behaviour) => behaviour.kind === 'conclude');
  return {
    ...job,
    conclusion: conclude?.conclusion ?? job.conclusion ?? 'success',
    held: behaviours.some((behaviour) => behaviour.kind === 'hold'),
  };
}
