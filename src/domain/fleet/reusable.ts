/** The inputs of a reusable actions workflow: those that every repository gives it, and those that only some do. */
export interface ReusableInputs {
  readonly always: readonly string[];
  readonly sometimes: readonly string[];
}

const CHECKED = { always: ['checks', 'runs-on', 'minutes'], sometimes: ['sha', 'needs'] };
const BUILT = {
  always: ['version', 'sha', 'cells', 'runs-on', 'minutes'],
  sometimes: ['ref', 'needs', 'choice', 'proof'],
};

function also({ always, sometimes }: ReusableInputs, ...more: readonly string[]): ReusableInputs {
  return { always, sometimes: [...sometimes, ...more] };
}

/** The reusable actions workflows that there are, with the inputs that a repository gives to each. */
export const REUSABLE_INPUTS: Readonly<Record<string, ReusableInputs>> = {
  'ci-rust': also(CHECKED, 'toolchain'),
  'ci-node': also(CHECKED, 'toolchain'),
  'ci-go': also(CHECKED, 'toolchain'),
  'ci-commands': CHECKED,
  'build-rust': also(BUILT, 'command', 'toolchain', 'kind'),
  'build-node': also(BUILT, 'command', 'toolchain'),
  'build-go': also(BUILT, 'command', 'toolchain'),
  'build-commands': { ...BUILT, always: [...BUILT.always, 'command'] },
  chain: { always: ['runs-on'], sometimes: [] },
};
