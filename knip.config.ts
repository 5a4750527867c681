import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // Besides what package.json's scripts name.
  entry: [
    'src/api/server.ts',
    '.ci/count-tests.js',
    // Started as a process by its path.
    'src/engine/server-supervisor.ts',
    'src/app/print-bundle.ts',
    'bench/*.ts',
    // Actions run these.
    'src/fleet/actions/*/*.mjs',
    'simulator/act/actions/*/main.mjs',
  ],
  project: ['**/*.{ts,js,mjs}'],
  ignoreDependencies: [
    // A direct dependency, so that npm puts one copy on top for all of Temporal's packages: else histories in JSON can't be replayed.
    'protobufjs',
    // Without it `ms` has no types, which turns Temporal's Duration into `any`.
    '@types/ms',
    // Data: their JSON files are read by path.
    '@octokit/openapi',
    '@octokit/openapi-webhooks',
    '@octokit/webhooks-examples',
  ],
  ignoreBinaries: ['sha256sum', 'docker-compose', 'flock', 'umount'],
  // A type that is part of what a module promises may be exported though nobody names it yet.
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
