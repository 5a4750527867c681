import { parse } from 'yaml';
import { breachesOf, eventsOf } from '../domain/fleet/house-rules.ts';
import { coverageOfEvent, coverageOfStep } from './coverage.ts';

/** What becomes of one part of a hand-written actions workflow when the generated ones take its place. */
export interface Adopted {
  /** An event, or a job with the step in it. */
  readonly where: string;
  readonly what: string;
  /** Completes "is covered by", or `null` where nothing generated does it. */
  readonly by: string | null;
}

/** A hand-written actions workflow, beside what is generated. */
export interface Adoption {
  readonly parts: readonly Adopted[];
  /** What in it breaks the rules that everything generated keeps to. */
  readonly breaches: readonly string[];
}

/** What of a hand-written actions workflow is covered, and what is not. Throws where the text is no YAML. */
export function adopt(text: string): Adoption {
  const workflow = dataOf(parse(text));
  const jobs = Object.entries(dataOf(workflow['jobs']));
  const events = eventsOf(workflow['on']).map((event) => ({ where: 'on', what: event, by: coverageOfEvent(event) }));
  return {
    parts: [...events, ...jobs.flatMap(([name, job]) => partsOfJob(name, dataOf(job)))],
    breaches: breachesOf(workflow).map(({ job, message }) => (job === null ? message : `job ${job} ${message}`)),
  };
}

function partsOfJob(name: string, { uses, steps, services, container }: Data): readonly Adopted[] {
  const where = `job ${name}`;
  const calls = typeof uses === 'string' ? [{ where, what: uses, by: null }] : [];
  const machines = Object.entries({ services, container })
    .filter(([, value]) => value !== undefined)
    .map(([what]) => ({ where, what, by: null }));
  const listed: readonly unknown[] = Array.isArray(steps) ? steps : [];
  return [...calls, ...machines, ...listed.flatMap((step) => partsOfStep(where, dataOf(step)))];
}

function partsOfStep(where: string, { uses, run }: Data): readonly Adopted[] {
  if (typeof uses === 'string') return [{ where, what: uses, by: coverageOfStep(uses) }];
  if (typeof run !== 'string') return [];
  const lines = run.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ where, what: line, by: coverageOfStep(line) }));
}

type Data = Readonly<Record<string, unknown>>;

function dataOf(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
