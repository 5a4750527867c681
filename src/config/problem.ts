/** Keys and list positions from the top of a file to the place that is meant. */
export type Path = readonly (string | number)[];

/** What is wrong with the content of a file, before it is known where in the text that is. */
export interface Finding {
  readonly path: Path;
  /** What is wrong and what would be right, in one sentence without a full stop. */
  readonly message: string;
  /** Whether the key itself is wrong, rather than what stands behind it. */
  readonly key?: true;
}

/** Something in a file that keeps it from being used, and where. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: Path;
  /** Name of the rule that found it; `yaml` and `shape` come before all rules. */
  readonly rule: string;
  readonly message: string;
}

/** `file:line:column: message`, which editors and terminals turn into a link. */
export function formatProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** A path as people write it, such as `repositories.engine.needs[0]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}
