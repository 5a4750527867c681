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

/** `--param NAME=VALUE`, as often as needed. */
export function parameterOption(): Option {
  return new Option('--param <name=value>', 'choose a value of a parameter (repeatable); without it, all values')
    .argParser(collectParameter)
    .default({}, 'all values');
}

function collectParameter(text: string, previous: ParameterValues): ParameterValues {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('Write it as NAME=VALUE, such as platform=linux-x86_64.');
  }
  return { ...previous, [name]: [...(previous[name] ?? []), value] };
}
