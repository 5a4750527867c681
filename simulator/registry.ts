import { now } from './clock.ts';
import { evaluate } from './expressions.ts';
import type { PackageScenario } from './scenario-registry.ts';
import type { Answer } from './server/answer.ts';
import { notFound } from './server/answer.ts';
import type { ActionsRun } from './state/actions-run.ts';

/** A package registry beside GitHub: it shows what actions runs published, some time later. */
export class Registry {
  readonly #packages: readonly PackageScenario[];
  /** From when on a version shows, in milliseconds since the epoch. */
  readonly #shownFrom = new Map<string, number>();

  constructor(packages: readonly PackageScenario[]) {
    this.#packages = packages;
    for (const { name, published = [] } of packages) {
      for (const version of published) this.#shownFrom.set(`${name}/${version}`, 0);
    }
  }

  /** An actions run succeeded: what its actions workflow publishes is on its way. What is there stays as it is. */
  succeeded({ repository, workflow, context }: ActionsRun): void {
    const fullName = repository.fullName.toLowerCase();
    for (const known of this.#packages) {
      if (known.repository.toLowerCase() !== fullName || known.workflow !== workflow.scenario.path) continue;
      const key = `${known.name}/${evaluate(known.version, context)}`;
      if (!this.#shownFrom.has(key)) this.#shownFrom.set(key, now() + (known.lagSeconds ?? 0) * 1000);
    }
  }

  /** Answers for `/registry/{name}/{version}`: 404 until it shows. A name may hold a slash. */
  answer(path: string): Answer {
    const key = decodeURIComponent(path.slice('/registry/'.length));
    if ((this.#shownFrom.get(key) ?? Infinity) > now()) throw notFound();
    const at = key.lastIndexOf('/');
    return { status: 200, body: { name: key.slice(0, at), version: key.slice(at + 1) } };
  }
}
