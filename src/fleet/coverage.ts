/** What generated files do in place of something, and with which settings of it they do the same; any other goes beyond. */
export interface Coverage {
  /** Completes "is covered by". */
  readonly by: string;
  /** The settings by name, each with what its value may be. */
  readonly settings: Readonly<Record<string, RegExp>>;
}

const ANY = /^/;

/** Events that generated files answer. */
const EVENTS: Readonly<Record<string, Coverage>> = {
  push: { by: 'ci.yml', settings: { branches: ANY } },
  pull_request: { by: 'ci.yml', settings: {} },
  workflow_dispatch: { by: 'build.yml and ci.yml', settings: {} },
  repository_dispatch: { by: 'build.yml', settings: { types: ANY } },
  release: { by: 'build.yml', settings: { types: /^published$/ } },
};

const CHECKOUT = { 'persist-credentials': ANY, 'fetch-depth': /^1$/, submodules: /^false$/, lfs: /^false$/ };
const UPLOAD = { name: ANY, path: ANY, 'if-no-files-found': ANY };
const CACHE = { path: ANY, key: ANY, 'restore-keys': ANY };
const RUST_CACHE = { key: ANY, 'shared-key': ANY, 'prefix-key': ANY };
const RUST = {
  toolchain: ANY,
  targets: ANY,
  target: ANY,
  profile: /^minimal$/,
  override: ANY,
  components: /^(?:(?:clippy|rustfmt)[\s,]*)*$/,
};
const VERSION = {
  'node-version': ANY,
  'node-version-file': ANY,
  'go-version': ANY,
  'go-version-file': ANY,
  cache: ANY,
};

/** Which generated part does what an action does. */
const ACTIONS: readonly (readonly [RegExp, Coverage])[] = [
  [/^actions\/checkout@/, { by: 'every generated job', settings: CHECKOUT }],
  [/^actions\/upload-artifact@/, { by: 'the action upload', settings: UPLOAD }],
  [/^actions\/cache(?:\/\w+)?@/, { by: 'cache-restore and cache-save', settings: CACHE }],
  [/^Swatinem\/rust-cache@/, { by: 'cache-restore and cache-save', settings: RUST_CACHE }],
  [/^actions\/setup-(?:node|go)@/, { by: 'the action setup', settings: VERSION }],
  [/^(?:dtolnay\/rust-toolchain|actions-rs\/toolchain)@/, { by: 'the action setup', settings: RUST }],
  [/\/runner-cargo-cache@/, { by: 'cache-restore and cache-save', settings: {} }],
  [/\/runner-disk-guard@/, { by: 'disk-guard', settings: {} }],
  [/\/install-rust-toolchain@/, { by: 'the action setup', settings: RUST }],
];

/** Variables that generated files set themselves. */
const ENVIRONMENT: Readonly<Record<string, RegExp>> = { CARGO_TERM_COLOR: ANY, CARGO_INCREMENTAL: /^0$/ };

/** What answers an event; `null` where nothing generated does. */
export function coverageOfEvent(event: string): Coverage | null {
  return Object.hasOwn(EVENTS, event) ? (EVENTS[event] ?? null) : null;
}

/** What does the same as an action; `null` where nothing generated does. */
export function coverageOfAction(action: string): Coverage | null {
  return ACTIONS.find(([pattern]) => pattern.test(action))?.[1] ?? null;
}

/** The names of the settings with which something does more than what covers it. */
export function beyond({ settings }: Coverage, given: Readonly<Record<string, unknown>>): readonly string[] {
  return namesOutside(settings, given);
}

/** The names of the variables that no generated file sets like that. */
export function uncoveredVariables(given: Readonly<Record<string, unknown>>): readonly string[] {
  return namesOutside(ENVIRONMENT, given);
}

function namesOutside(known: Readonly<Record<string, RegExp>>, given: Readonly<Record<string, unknown>>) {
  return Object.keys(given).filter((name) => !(known[name]?.test(String(given[name])) ?? false));
}
