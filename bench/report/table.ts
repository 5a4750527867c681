/** A table as a bench prints it: Markdown, so that it can be kept in RESULTS.md as it is. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The lines of the table, its columns aligned: words to the left, all other columns to the right. */
export function formatTable({ title, columns, rows }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const format = (cells: readonly string[]) =>
    `| ${widths.map((width, index) => pad(cells[index] ?? '', width, index)).join(' | ')} |`;
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`**${title}**`, '', format(columns), rule, ...rows.map(format)].join('\n');
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

/** A number with so many digits after the point (none unless given). */
export function figure(value: number, digits = 0): string {
  return value.toFixed(digits);
}

/** Whether a figure is within its aim, as a word. */
export function holds(value: number, limit: number): string {
  return value <= limit ? 'yes' : 'no';
}
