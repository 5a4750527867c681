/**
 * Who may import whom: the table of docs/architecture.md, as rules.
 * Each `from` layer names all that it may reach; anything else is an error.
 */
const sdk = (...names) => `^node_modules/@temporalio/(${names.join('|')})/`;
const anyPackage = '^node_modules/';
const nodeModule = '^(node:)?[a-z0-9_/]+$';

const layers = [
  { name: 'domain', may: ['^src/domain/'] },
  { name: 'workflows', may: ['^src/(domain|workflows)/', sdk('workflow', 'common')], types: ['^src/activities/'] },
  {
    name: 'activities',
    may: ['^src/(domain|activities|artifacts)/', sdk('activity', 'common'), nodeModule],
    types: ['^src/(github|ledger|engine|config|telemetry)/'],
  },
  ...['github', 'artifacts', 'ledger', 'engine', 'fleet'].map((name) => ({
    name,
    // Secrets are masked at one place, whoever writes an error.
    may: ['^src/domain/', `^src/${name}/`, '^src/telemetry/mask\\.ts$', anyPackage, nodeModule],
    types: ['^src/(config|telemetry)/'],
  })),
  ...['config', 'telemetry'].map((name) => ({
    name,
    may: ['^src/domain/', `^src/${name}/`, anyPackage, nodeModule],
    types: [],
  })),
  {
    name: 'api',
    may: [
      '^src/(domain|api|config|engine|ledger|telemetry)/',
      '^src/github/webhooks',
      '^src/workflows/messages\\.ts$',
      anyPackage,
      nodeModule,
    ],
    types: ['^src/workflows/'],
    except: '^src/api/server\\.ts$',
  },
  { name: 'app', may: ['^src/(?!cli/)', anyPackage, nodeModule], types: [] },
  {
    name: 'cli',
    may: ['^src/(app|domain|cli|config|engine|artifacts|telemetry)/', anyPackage, nodeModule],
    types: [],
    except: '^src/cli/demo/',
  },
];

const layerRules = layers.map(({ name, may, types = [], except }) => ({
  name: `${name}-imports-only-its-own`,
  severity: 'error',
  from: { path: `^src/${name}/`, ...(except === undefined ? {} : { pathNot: except }) },
  to: { pathNot: [...may, ...types] },
}));

const typeOnlyRules = layers
  .filter(({ types }) => types !== undefined && types.length > 0)
  .map(({ name, may, types }) => ({
    name: `${name}-takes-only-types-from-there`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: { path: types, pathNot: may, dependencyTypesNot: ['type-only', 'type-import'] },
  }));

export default {
  forbidden: [
    ...layerRules,
    ...typeOnlyRules,
    {
      name: 'entry-points-import-app',
      severity: 'error',
      from: { path: '^(worker\\.ts|src/api/server\\.ts)$' },
      to: { pathNot: ['^src/app/', nodeModule] },
    },
    {
      name: 'nothing-imports-entry-points',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(worker\\.ts|src/api/server\\.ts)$' },
    },
    {
      name: 'only-github-imports-octokit',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/github/' },
      to: { path: '^node_modules/@octokit/' },
    },
    {
      name: 'actions-run-by-themselves',
      severity: 'error',
      from: { path: '^src/fleet/actions/' },
      to: { pathNot: ['^src/fleet/actions/', nodeModule] },
    },
    {
      name: 'demo-adds-only-the-simulator',
      severity: 'error',
      from: { path: '^src/cli/demo/' },
      to: {
        pathNot: ['^src/(app|domain|cli|config|engine|artifacts|telemetry)/', '^simulator/', anyPackage, nodeModule],
      },
    },
    {
      name: 'simulator-knows-nothing-of-src',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src/|worker\\.ts)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
