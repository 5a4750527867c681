/**
 * Whether a path fits one of the patterns, in which `*` stands for any characters but a slash, `**` for any at all, and a
 * `**` before a slash for any number of folders, also none.
 */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll(PARTS, expressionOf)}$`, 's'));
  return (path) => expressions.some((expression) => expression.test(path));
}

// A `**` that stands at the start of a folder's name swallows whole folders.
const PARTS = /(?<=^|\/)\*\*\/|\*+|[^*]/g;

function expressionOf(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '*') return '[^/]*';
  return part.startsWith('*') ? '.*' : part.replace(/[$()+.?[\\\]^{|}]/, String.raw`\$&`);
}
