import type { Dependencies } from '../../src/activities/dependencies.ts';
import { updateVersionsToml } from '../../src/config/versions-toml-update.ts';
import { parseVersionsToml } from '../../src/config/versions-toml.ts';

/** How a worker reads a `versions.toml`, and writes into it. */
export const VERSIONS_TOML: Dependencies['versions'] = { read: parseVersionsToml, update: updateVersionsToml };
