const CHECKED = ['checks', 'sha', 'needs', 'runs-on', 'minutes'];
const BUILT = ['version', 'sha', 'needs', 'choice', 'cells', 'proof', 'command', 'runs-on', 'minutes'];

/** The reusable actions workflows that there are, with the inputs that a repository may give to each. */
export const REUSABLE_INPUTS: Readonly<Record<string, readonly string[]>> = {
  'ci-rust': [...CHECKED, 'toolchain'],
  'ci-node': [...CHECKED, 'toolchain'],
  'ci-go': [...CHECKED, 'toolchain'],
  'ci-commands': CHECKED,
  'build-rust': [...BUILT, 'toolchain', 'kind'],
  'build-node': [...BUILT, 'toolchain'],
  'build-go': [...BUILT, 'toolchain'],
  'build-commands': BUILT,
  chain: ['runs-on'],
};
