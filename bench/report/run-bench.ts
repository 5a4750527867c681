import { aborted, describeError, untilSignalled } from '../../src/app/process-ends.ts';
import { type Circumstances, circumstances } from './machine.ts';
import { formatTable, type Table } from './table.ts';

/** Something to measure, and how its figures are shown. */
export interface Bench<Figures extends object> {
  /** What is measured, as a heading. */
  readonly title: string;
  readonly measure: (tell: (progress: string) => void) => Promise<Figures>;
  readonly tablesOf: (figures: Figures) => readonly Table[];
}

/** Measures, and prints tables, or with `--json` one JSON object; progress goes to standard error. Ctrl-C ends what was started. */
export async function runBench<Figures extends object>({ title, measure, tablesOf }: Bench<Figures>): Promise<void> {
  const json = wantsJson(process.argv.slice(2));
  try {
    const given = circumstances();
    const signal = untilSignalled();
    const interrupted = aborted(signal).then(() => {
      throw signal.reason;
    });
    const figures = await Promise.race([measure(tell), interrupted]);
    process.stdout.write(
      json ? `${JSON.stringify({ ...given, ...figures })}\n` : text(title, given, tablesOf(figures)),
    );
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  }
}

function wantsJson(given: readonly string[]): boolean {
  const unknown = given.find((argument) => argument !== '--json');
  if (unknown === undefined) return given.length > 0;
  process.stderr.write(`${unknown}: no such option; a bench knows only --json\n`);
  process.exit(2);
}

function tell(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

function text(title: string, { machine, loadBefore, startedAt }: Circumstances, tables: readonly Table[]): string {
  const heading = `# ${title}\n\n${startedAt}, ${machine}, load before ${loadBefore.toFixed(2)}`;
  return `${[heading, ...tables.map(formatTable)].join('\n\n')}\n`;
}
