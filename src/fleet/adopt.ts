import { parse } from 'yaml';
import { breachesOf, eventsOf } from '../domain/fleet/house-rules.ts';
import { asData, asList, type Data } from '../domain/fleet/yaml-data.ts';
import { beyond, type Coverage, coverageOfAction, coverageOfEvent, uncoveredVariables } from './coverage.ts';
import { coverageOfLine } from './covered-lines.ts';

/** What becomes of one part of a hand-written actions workflow when the generated ones take its place. */
export interface Adopted {
  /** `on`, the file as a whole, or a job with the step in it. */
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
  const workflow = asData(parse(text));
  const { on, jobs } = workflow;
  const events = eventsOf(on).flatMap((event) =>
    partsWithSettings('on', event, coverageOfEvent(event), asData(asData(on)[event])),
  );
  const ofJobs = Object.entries(asData(jobs)).flatMap(([name, job]) => partsOfJob(`job ${name}`, asData(job)));
  return {
    parts: [...events, ...surroundings('file', workflow), ...ofJobs],
    breaches: breachesOf(workflow).map(({ job, message }) => (job === null ? message : `job ${job} ${message}`)),
  };
}

function partsOfJob(where: string, job: Data): readonly Adopted[] {
  const { uses, strategy } = job;
  const machines = ['services', 'container', 'environment'].filter((name) => job[name] !== undefined);
  const { matrix } = asData(strategy);
  const axes = typeof matrix === 'string' ? ['matrix'] : Object.keys(asData(matrix)).map((name) => `matrix of ${name}`);
  return [
    ...(typeof uses === 'string' ? [uncovered(where, uses)] : []),
    ...machines.map((name) => uncovered(where, name)),
    ...axes.map((axis) => uncovered(where, axis)),
    ...surroundings(where, job),
    ...asList(job['steps']).flatMap((step) => partsOfStep(where, asData(step))),
  ];
}

function partsOfStep(where: string, step: Data): readonly Adopted[] {
  const { uses, run, with: inputs } = step;
  if (typeof uses === 'string') {
    return [...partsWithSettings(where, uses, coverageOfAction(uses), asData(inputs)), ...surroundings(where, step)];
  }
  if (typeof run !== 'string') return [];
  const lines = run
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '));
  // Elsewhere, or with variables of its own, a command is another.
  const isAsOurs = surroundings(where, step).length === 0;
  return [
    ...surroundings(where, step),
    ...lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => ({ where, what: line, by: isAsOurs ? coverageOfLine(line) : null })),
  ];
}

/** A part that something generated covers, and each setting with which it does more than that. */
function partsWithSettings(where: string, what: string, coverage: Coverage | null, given: Data): readonly Adopted[] {
  if (coverage === null) return [uncovered(where, what)];
  const more = beyond(coverage, given).map((name) => uncovered(where, `${what} with ${name}`));
  return [{ where, what, by: coverage.by }, ...more];
}

/** What changes the commands of a file, a job or a step without being one. */
function surroundings(where: string, said: Data): readonly Adopted[] {
  const folder = said['working-directory'] ?? asData(asData(said['defaults'])['run'])['working-directory'];
  return [
    ...uncoveredVariables(asData(said['env'])).map((name) => uncovered(where, `env ${name}`)),
    ...(typeof folder === 'string' ? [uncovered(where, `working-directory ${folder}`)] : []),
  ];
}

function uncovered(where: string, what: string): Adopted {
  return { where, what, by: null };
}
