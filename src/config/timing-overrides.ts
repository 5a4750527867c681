import { z } from 'zod';
import { DEFAULT_TIMINGS, type Timings } from '../domain/timings.ts';
import { shapeFindings } from './shape-findings.ts';

const TimingOverrides = z.strictObject(
  Object.fromEntries(Object.keys(DEFAULT_TIMINGS).map((name) => [name, z.int().min(0).exactOptional()])),
);

/** The usual time-outs with those in their place that a JSON text names. Whatever is wrong goes to the problems. */
export function readTimings(text: string | undefined, problems: string[]): Timings {
  try {
    const overrides: unknown = JSON.parse(text ?? '{}');
    problems.push(...shapeFindings(TimingOverrides, overrides).map(({ message }) => `CASCADE_TIMINGS: ${message}`));
    return { ...DEFAULT_TIMINGS, ...TimingOverrides.safeParse(overrides).data };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`CASCADE_TIMINGS must be a JSON object such as {"settle": 500}: ${reason}`);
    return DEFAULT_TIMINGS;
  }
}
