import { InvalidArgumentError, Option } from 'commander';

/** Values of parameters by name, in the order in which they were given. */
export type ParameterValues = Readonly<Record<string, readonly string[]>>;

/** `--chain NAME`. */
export function chainOption(): Option {
  return new Option('--chain <name>', 'the chain, where more than one is configured');
}

/** `--json`. */
export function jsonOption(): Option {
  return new Option('--json', 'write one JSON value on standard output, for programs');
}

/** `--wait`. */
export function waitOption(): Option {
  return new Option('--wait', 'show the train until it ends; status 1 if it does not succeed');
}

/** `--why TEXT`. */
export function whyOption(): Option {
  return new Option('--why <text>', 'kept with the command, and shown');
}

/** `--param NAME=VALUE`, as often as needed. */
export function parameterOption(): Option {
  return new Option('--param <name=value>', 'choose a value of a parameter (repeatable); without it, all values')
    .argParser(collectParameter)
    .default({}, 'all values');
}

/** `--dry-run`. */
export function dryRunOption(): Option {
  return new Option('--dry-run', 'everything up to the draft; nothing is published');
}

/** `--ref ALIAS=REF`, as often as needed. */
export function refOption(): Option {
  return new Option('--ref <alias=ref>', 'build a repository at this branch, tag or commit (repeatable)')
    .argParser(collectRef)
    .default({}, 'what the chain says');
}

function collectRef(text: string, previous: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, alias, ref] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (alias === undefined || ref === undefined) {
    throw new InvalidArgumentError('Write it as ALIAS=REF, such as engine=v1.2.0.');
  }
  if (alias in previous) throw new InvalidArgumentError(`${alias} can be built at one place only.`);
  return { ...previous, [alias]: ref };
}

function collectParameter(text: string, previous: ParameterValues): ParameterValues {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('Write it as NAME=VALUE, such as platform=linux-x86_64.');
  }
  return { ...previous, [name]: [...(previous[name] ?? []), value] };
}

/** Gathers the values of an option that may be given several times. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Reads the value of an option that is an amount. */
export function positive(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Must be a number from 1 to 9999.');
}
