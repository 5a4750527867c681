import fc from 'fast-check';
import { checksOf } from '../../src/config/fleet/checks.ts';
import { MemberEntry } from '../../src/config/fleet/schema.ts';
import { KNOWN_CHECKS } from '../../src/domain/fleet/language.ts';

/** A `cascade.yml` as data. */
export type ChainData = Readonly<Record<string, unknown>>;

const commit = fc.stringMatching(/^[0-9a-f]{40}$/);
const version = fc.constantFrom('v1', 'v1.4.0', '2.0.0-rc.1');
const pin = fc.record({ commit, version });
const runsOn = fc.constantFrom(
  ['ubuntu-24.04'],
  ['self-hosted', 'Linux', 'X64'],
  ['self-hosted', 'builds'],
  ['builds'],
  ['macos-15'],
);
const branch = fc.constantFrom('main', 'develop', 'release/1.x', 'a-b_c.d');
/** Lines of shell with everything that YAML, JSON and expressions could trip over. */
const command = fc.constantFrom(
  'make test',
  `echo "it's" && ls`,
  `printf '%s\\n' "a: b" # c`,
  'x={{y}} ./run --a=[1,2] *',
  '@at %percent ${HOME} $(pwd) `date` \\',
);

const sharedEvents = fc.record(
  {
    push: fc.subarray(['ci', 'chain']),
    pull_request: fc.subarray(['ci']),
    release: fc.subarray(['build']),
  },
  { requiredKeys: [] },
);

const fleet = fc.record(
  {
    ci: fc.constantFrom('acme/ci', 'Some-Org/dot.ted_name'),
    actions: pin,
    workflows: pin,
    runs_on: runsOn,
    branches: fc.uniqueArray(branch, { minLength: 1 }),
    events: sharedEvents,
    pins: fc.constantFrom({}, { 'actions/checkout': { commit: 'c'.repeat(40), version: 'v6.0.0' } }),
    read_token: fc.constant('FLEET_READ_TOKEN'),
    cache: fc.record(
      {
        root: fc.constantFrom('/var/cache/cascade', '/mnt/disk-1/c.d/e_f'),
        budget: fc.constantFrom('10GiB', '2TiB'),
        keep: fc.integer({ min: 3, max: 5 }),
      },
      { requiredKeys: ['root'] },
    ),
  },
  { requiredKeys: ['ci', 'actions', 'workflows'] },
);

const shared = fc.record(
  {
    runs_on: runsOn,
    branches: fc.uniqueArray(branch, { minLength: 1 }),
    events: sharedEvents,
    workflows: pin,
    timeout: fc.constantFrom('10m', '3h'),
  },
  { requiredKeys: [] },
);

const TARGETS = { rust: [{ linux: 'x86_64-unknown-linux-gnu' }], go: [{ linux: 'linux/arm64' }], node: [] };

const compiled = fc.constantFrom('rust' as const, 'node' as const, 'go' as const).chain((language) =>
  fc.record({
    language: fc.constant(language),
    more: fc.record(
      {
        ci: fc.subarray([...KNOWN_CHECKS[language]]),
        toolchain: fc.constantFrom('1.25', 'stable', '22.4.0'),
        beside: fc.boolean(),
        commands: command.map((line) => ({ package: line })),
        targets: fc.constantFrom({}, ...TARGETS[language]),
        features: fc.constantFrom({}, { full: ['all', 'dep/more'] }),
        runners: fc.constantFrom({}, { windows: ['windows-2025'] }),
      },
      // What npm doesn't pack, a command has to.
      { requiredKeys: language === 'node' ? ['commands'] : [] },
    ),
    shared,
  }),
);

const commands = fc.record({
  language: fc.constant('commands' as const),
  more: fc
    .uniqueArray(fc.constantFrom('test', 'lint', 'check-all'))
    .chain((names) => fc.record(Object.fromEntries(['build', ...names].map((name) => [name, command]))))
    .map((lines) => ({ commands: lines })),
  shared,
});

const member = fc.oneof(compiled, commands).map(({ language, more, shared: rest }) => ({ language, ...more, ...rest }));

const artifact = fc.constantFrom(
  '{name}-{version}.tar.gz',
  '{alias}_{version_number}.crate',
  '{name}-{version}-{platform}.zip',
  { name: '{name}-{version}-{platform}-{variant}.tar.gz', rebuilt: '{artifact}-again' },
  '{name}-{ref}.zip',
  { name: 'only-{alias}-{version}.deb', only: { platform: ['linux'] } },
);

const build = fc.oneof(
  fc.record({ mode: fc.constant('verify'), dispatch: fc.constantFrom('workflow_dispatch', 'repository_dispatch') }),
  fc.record(
    {
      mode: fc.constant('build'),
      proof: fc.constantFrom('built-{sha}', '{chain}-{alias}-{name}-{sha}'),
      required_jobs: fc.constantFrom([], ['build'], ["it's: a job"]),
      dispatch: fc.constantFrom('workflow_dispatch', 'repository_dispatch'),
    },
    { requiredKeys: ['mode'] },
  ),
);

/** Only what has checks can be verified by them. */
const repository = fc
  .record({ fleet: member, artifacts: fc.uniqueArray(artifact), build })
  .filter(({ fleet: own, build: { mode } }) => mode === 'build' || checksOf(MemberEntry.parse(own)).length > 0);

/** Chains with a fleet that are in order: every language, event, runner and way to build. */
export const randomChain: fc.Arbitrary<ChainData> = fc
  .record({ fleet, repositories: fc.array(repository, { minLength: 1, maxLength: 4 }), documents: fc.boolean() })
  .map(({ fleet: entry, repositories, documents }) => ({
    chain: 'acme',
    parameters: { platform: ['linux', 'windows'], variant: ['base', 'full'] },
    triggers: { dispatches: 'standard' },
    fleet: entry,
    defaults: {
      build: {
        workflows: ['build.yml'],
        event_type: 'cascade-build',
        inputs: FIELDS,
        payload: FIELDS,
      },
    },
    repositories: {
      ...(documents ? { book: { repository: 'acme/book', kind: 'docs', fleet: { language: 'docs' } } } : {}),
      ...chained(repositories),
    },
  }));

/** Each needs the one before it; only what is built yields anything. */
function chained(repositories: readonly RandomRepository[]): ChainData {
  const entries = repositories.map(({ fleet: own, build: recipe, artifacts }, index) => ({
    repository: `acme/r${index}`,
    needs: index === 0 ? [] : [`r${index - 1}`],
    fleet: own,
    build: recipe,
    ...(recipe.mode === 'build' ? { artifacts } : {}),
  }));
  return Object.fromEntries(entries.map((entry, index) => [`r${index}`, entry]));
}

interface RandomRepository {
  readonly fleet: ChainData;
  readonly build: { readonly mode: string };
  readonly artifacts: readonly unknown[];
}

const FIELDS = {
  version: '{version}',
  sha: '{sha}',
  ref: '{ref}',
  needs: '{needs}',
  kind: '{kind}',
  platform: '{platform}',
  variant: '{variant}',
};
