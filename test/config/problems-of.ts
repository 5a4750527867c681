import { parseChain } from '../../src/config/parse.ts';
import { formatProblem } from '../../src/config/problem.ts';

/** What is said about a text, one line for each problem, without the name of the file. */
export function problemsOf(text: string): readonly string[] {
  const parsed = parseChain(text, 'cascade.yml');
  return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(problem).replace('cascade.yml:', ''));
}
