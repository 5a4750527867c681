import { z } from 'zod';

const written = z.object({
  job: z.string().exactOptional(),
  jobID: z.string().exactOptional(),
  matrix: z.record(z.string(), z.unknown()).nullish(),
  msg: z.string().default(''),
  step: z.string().exactOptional(),
  stepResult: z.string().exactOptional(),
  jobResult: z.string().exactOptional(),
});

/** The job that a line of act's log is about. */
export interface LoggedJob {
  /** As act calls it: the name of the actions workflow, of the job, and a number where there is a matrix. */
  readonly name: string;
  /** Key in the file of the actions workflow. */
  readonly id: string;
  readonly matrix: Readonly<Record<string, unknown>>;
}

/** A line of the log that `act --json` writes. */
export interface LogLine {
  readonly text: string;
  /** Undefined where it is about none. */
  readonly job: LoggedJob | undefined;
  readonly begins: boolean;
  /** Whether it tells of a step that failed. */
  readonly fails: boolean;
  /** The job's conclusion, on its last line. */
  readonly conclusion: string | undefined;
}

/** Reads a line of act's log; one that isn't JSON is text. */
export function parseLogLine(line: string): LogLine {
  const { job, jobID, matrix, msg, step, stepResult, jobResult } = written.catch({ msg: line }).parse(jsonIn(line));
  return {
    text: msg.trimEnd(),
    job:
      job === undefined || jobID === undefined ? undefined : { name: job.trimEnd(), id: jobID, matrix: matrix ?? {} },
    begins: step === 'Set up job' && stepResult === undefined,
    fails: stepResult === 'failure',
    conclusion: jobResult,
  };
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
