import { fit, oneLine } from './one-line.ts';
import { type Paint, paintFor, type Style } from './paint.ts';

/** A piece of a row. */
export interface Cell {
  readonly text: string;
  readonly style?: Style;
  /** Whether it ends, rather than begins, where its column does. */
  readonly right?: true;
}

/** What is drawn on. */
export interface Canvas {
  /** Columns of the terminal; `Infinity` where there is none to fit. */
  readonly width: number;
  readonly paint: Paint;
}

const GAP = '  ';

/** Rows with their columns aligned, cut to the width; a column that is empty in every row takes no room. */
export function alignRows(rows: readonly (readonly Cell[])[], { width, paint }: Canvas): readonly string[] {
  const widths = columnWidths(rows);
  return rows.map((cells) => {
    let line = '';
    let left = width;
    for (const [index, cell] of cells.entries()) {
      const column = widths[index] ?? 0;
      if (column === 0 || left <= 0) continue;
      const text = fit(oneLine(cell.text), left);
      const padding = ' '.repeat(Math.max(0, Math.min(column, left) - Array.from(text).length));
      const painted = cell.style === undefined || text === '' ? text : paint(cell.style, text);
      line += (cell.right ? padding + painted : painted + padding) + GAP;
      left -= column + GAP.length;
    }
    return line.trimEnd();
  });
}

function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
  const widths: number[] = [];
  for (const cells of rows) {
    for (const [index, { text }] of cells.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, Array.from(oneLine(text)).length);
    }
  }
  return widths;
}

/** What a stream can show: a terminal's own width, and no limit elsewhere. */
export function canvasFor(stream: NodeJS.WriteStream): Canvas {
  return { width: stream.isTTY ? stream.columns : Infinity, paint: paintFor(stream) };
}
