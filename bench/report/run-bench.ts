import { aborted, describeError, untilSignalled } from '../../src/app/process-ends.ts';
import { type Circumstances, circumstances } from './machine.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { formatTable, type Table } from './table.ts';

/** Something to measure, and how its figures are shown. */
export interface Bench<Figures extends object> {
  /** What is measured, as a heading. */
  readonly title: string;
  /** The cases that `--case` takes, where one can be measured alone. */
  readonly cases?: readonly string[];
  /** `only` is the one case that is wanted; `null` for all. */
  readonly measure: (tell: (progress: string) => void, only: string | null) => Promise<Figures>;
  readonly tablesOf: (figures: Figures) => readonly Table[];
}

/** Measures, and prints tables, or with `--json` one JSON object; progress goes to standard error. Ctrl-C ends what was started. */
export async function runBench<Figures extends object>(bench: Bench<Figures>): Promise<void> {
  const { title, cases = [], measure, tablesOf } = bench;
  const { json, only } = optionsOrExit(cases);
  try {
    const given = circumstances();
    const signal = untilSignalled();
    const interrupted = aborted(signal).then(() => {
      throw signal.reason;
    });
    const figures = await Promise.race([measure(tell, only), interrupted]);
    process.stdout.write(
      json ? `${JSON.stringify({ ...given, ...figures })}\n` : text(title, given, tablesOf(figures)),
    );
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  }
}

function optionsOrExit(cases: readonly string[]): BenchOptions {
  try {
    return readOptions(process.argv.slice(2), cases);
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(2);
  }
}

function tell(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

function text(title: string, { machine, loadBefore, startedAt }: Circumstances, tables: readonly Table[]): string {
  const heading = `# ${title}\n\n${startedAt}, ${machine}, load before ${loadBefore.toFixed(2)}`;
  return `${[heading, ...tables.map(formatTable)].join('\n\n')}\n`;
}
