import { parse, parseDocument } from 'yaml';
import { eventsOf } from '../domain/fleet/house-rules.ts';
import { asData, type Data } from '../domain/fleet/yaml-data.ts';

/** A job that calls a reusable actions workflow of another repository, at a commit. */
export interface Call {
  readonly owner: string;
  readonly name: string;
  /** Path of the called file. */
  readonly path: string;
  readonly commit: string;
  /** Names of the inputs and of the secrets that it gives. */
  readonly inputs: readonly string[];
  readonly secrets: readonly string[];
}

const USES = /^([^/\s]+)\/([^/\s]+)\/(\.github\/workflows\/[^@\s]+)@([0-9a-f]{40})$/;

/** The calls in a generated actions workflow. */
export function callsIn(text: string): readonly Call[] {
  const jobs = Object.values(asData(asData(parse(text))['jobs']));
  return jobs.map(asData).flatMap(({ uses, with: inputs, secrets }) => {
    const [, owner, name, path, commit] = typeof uses === 'string' ? (USES.exec(uses) ?? []) : [];
    if (owner === undefined || name === undefined || path === undefined || commit === undefined) return [];
    return [{ owner, name, path, commit, inputs: Object.keys(asData(inputs)), secrets: Object.keys(asData(secrets)) }];
  });
}

/**
 * Why a call can't be answered: GitHub would end the actions run before its first job. `null` where it can.
 * @param called text of the called file; `null` where there is none
 */
export function wrongWith({ owner, name, path, commit, inputs, secrets }: Call, called: string | null): string | null {
  const file = `${owner}/${name}/${path} at ${commit.slice(0, 7)}`;
  if (called === null) return `${file} is called, and is not there: ${NEXT}`;
  const document = parseDocument(called);
  if (document.errors.length > 0) return `${file} is called, and is no YAML: ${NEXT}`;
  const declared = asData(asData(asData(document.toJS())['on'])['workflow_call']);
  const wrong = [
    ...wrongNames('input', inputs, asData(declared['inputs'])),
    ...wrongNames('secret', secrets, asData(declared['secrets'])),
  ];
  return wrong.length === 0 ? null : `${file} ${wrong.join(', ')}: ${NEXT}`;
}

/** Whether an actions workflow is there for Cascade to dispatch: CI can be dispatched, too, but by a person alone. */
export function isDispatched(text: string): boolean {
  return eventsOf(asData(parse(text))['on']).includes('repository_dispatch');
}

function wrongNames(what: 'input' | 'secret', given: readonly string[], declared: Data): readonly string[] {
  const unknown = given.filter((name) => !Object.hasOwn(declared, name));
  const required = Object.entries(declared).flatMap(([name, said]) =>
    asData(said)['required'] === true ? [name] : [],
  );
  const lacking = required.filter((name) => !given.includes(name));
  return [
    ...unknown.map((name) => `doesn't know the ${what} ${name}`),
    ...lacking.map((name) => `requires the ${what} ${name}, which isn't given`),
  ];
}

const NEXT =
  'pin a commit of it that has what this version of Cascade generates, or bring the CI repository up to date first';
