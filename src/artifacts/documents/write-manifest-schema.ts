import { writeFileSync } from 'node:fs';
import { manifestJsonSchema } from './manifest-schema.ts';

// A script of its own: `node src/artifacts/documents/write-manifest-schema.ts` after a change of manifest-schema.ts.
writeFileSync(new URL('../../../schemas/manifest.schema.json', import.meta.url), manifestJsonSchema());
