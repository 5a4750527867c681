import { assertNever } from '../domain/exhaustive.ts';
import type { Commanded } from '../engine/trains/command-train.ts';
import { trainPath } from './links.ts';
import { Problem, type ProblemKind } from './problem.ts';

/** What a train says that it does. Throws a Problem, of that kind where the train refuses, where it does nothing. */
export function messageOf(train: string, commanded: Commanded, refused: ProblemKind): string {
  switch (commanded.type) {
    case 'done':
      return commanded.message;
    case 'refused':
      throw new Problem(refused, commanded.problems.join('; '), commanded.problems);
    case 'over':
      throw new Problem('train-over', `${commanded.why}. See GET ${trainPath(train)}.`);
    case 'unknown':
      throw new Problem('unknown-train', `There is no train "${train}". GET /trains lists those that there are.`);
    default:
      return assertNever(commanded);
  }
}
