import { writeFileSync } from 'node:fs';
import { chainJsonSchema } from './json-schema.ts';

// A script of its own: `node src/config/write-json-schema.ts` after a change of schema.ts.
writeFileSync(new URL('../../schemas/cascade.schema.json', import.meta.url), chainJsonSchema());
