/** A text as a YAML scalar in single quotes, in which nothing but the quote itself means anything. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list in one line, such as `[ci, build]`; every item is fit to stand without quotes. */
export function listed(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}
