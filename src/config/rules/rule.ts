import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';

/** One thing that a chain must keep to beyond its shape. */
export interface Rule {
  /** Kebab-case; it is shown with each problem that the rule finds. */
  readonly name: string;
  readonly check: (file: ChainFile) => readonly Finding[];
}
